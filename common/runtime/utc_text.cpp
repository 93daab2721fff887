// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/utc_text.h"

#include <array>
#include <ctime>

namespace runtime {

std::string utc_text(TimePoint t)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(t);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace runtime
