// SPDX-License-Identifier: GPL-3.0-or-later
// The one notion of time that crosses our interfaces: UTC with milliseconds, as stored in the database.
#pragma once

#include <chrono>

namespace runtime {

using TimePoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

[[nodiscard]] inline TimePoint now()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

[[nodiscard]] inline long long to_epoch_ms(TimePoint t)
{
    return t.time_since_epoch().count();
}

[[nodiscard]] inline TimePoint from_epoch_ms(long long ms)
{
    return TimePoint{std::chrono::milliseconds{ms}};
}

}  // namespace runtime
