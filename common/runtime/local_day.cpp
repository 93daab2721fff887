// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/local_day.h"

#include <ctime>

namespace runtime {

TimePoint begin_of_local_day(TimePoint now)
{
    const auto seconds = std::chrono::system_clock::to_time_t(now);
    std::tm local{};
    localtime_r(&seconds, &local);
    local.tm_hour = local.tm_min = local.tm_sec = 0;
    local.tm_isdst = -1;
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::from_time_t(std::mktime(&local)));
}

}  // namespace runtime
