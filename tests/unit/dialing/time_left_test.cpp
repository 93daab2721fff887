// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/time_left.h"

#include "tests/unit/dialing/wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

WeekHours every_day(std::chrono::minutes open, std::chrono::minutes close)
{
    WeekHours week;
    week.days.fill({{open, close}});
    return week;
}

}  // namespace

TEST_CASE("a list takes its numbers at the pace of the last minutes", "[dialing][time_left]")
{
    const auto now = utc("2026-03-09 10:00");
    CHECK(time_left({.numbers = 1000, .dials_per_minute = 30}, {}, now) == 34min);
    CHECK(time_left({.numbers = 0, .dials_per_minute = 30}, {}, now) == 0min);
    CHECK_FALSE(time_left({.numbers = 1000}, {}, now));
}

TEST_CASE("retries to come are counted, up to the attempts of a number", "[dialing][time_left]")
{
    CHECK(expected_dials({.numbers = 100, .retried = 0.5, .max_attempts = 3}) == Approx(175));
    CHECK(expected_dials({.numbers = 100, .retried = 0.5, .max_attempts = 0}) == Approx(100));
    CHECK(expected_dials({.numbers = 100, .retried = 1, .max_attempts = 4}) == Approx(400));
}

TEST_CASE("nothing is dialed while hours are closed, here or there", "[dialing][time_left]")
{
    const auto now = utc("2026-03-09 16:00");
    const auto here = every_day(9h, 18h);
    const auto there = every_day(8h, 21h);
    const auto clock = fixed_clock(0);
    const auto clock_there = fixed_clock(4);  // it closes at 17:00 here
    const Timetable both[] = {{here, clock}, {there, clock_there}};
    CHECK(time_left({.numbers = 30, .dials_per_minute = 1}, both, now) == 30min);
    CHECK(time_left({.numbers = 90, .dials_per_minute = 1}, both, now) == 17h + 30min);
    CHECK_FALSE(time_left({.numbers = 100'000, .dials_per_minute = 1}, both, now));
    const WeekHours never;
    const Timetable closed[] = {{never, clock}};
    CHECK_FALSE(time_left({.numbers = 30, .dials_per_minute = 1}, closed, now));
}
