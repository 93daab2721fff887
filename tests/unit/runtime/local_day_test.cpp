// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/local_day.h"

#include <catch2/catch.hpp>

using namespace runtime;
using namespace std::chrono_literals;

namespace {

constexpr auto winter = TimePoint{1763893505000ms};  // 2025-11-23 10:25:05 UTC

}  // namespace

TEST_CASE("the hours of a zone begin where its clock says so", "[runtime][time]")
{
    const auto [zone, minute] = GENERATE(table<const char*, std::chrono::minutes>({{"Asia/Shanghai", 0min},
                                                                                   {"Europe/Berlin", 0min},
                                                                                   {"Asia/Kolkata", 30min},
                                                                                   {"Asia/Kathmandu", 15min},
                                                                                   {"America/St_Johns", 30min},
                                                                                   {"Pacific/Chatham", 15min}}));
    CAPTURE(zone);
    use_time_zone(zone);
    CHECK(begin_of_local_hours(winter) == minute);
    CHECK((begin_of_local_day(winter).time_since_epoch() - minute) % 1h == 0ms);
    use_time_zone("");
}
