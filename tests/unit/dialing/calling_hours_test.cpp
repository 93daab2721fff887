// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/calling_hours.h"

#include "wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

std::optional<TimePoint> next_open_of(const WeekHours& hours, const ZoneClock& clock, TimePoint from)
{
    const Timetable table{hours, clock};
    return next_open({&table, 1}, from);
}

}  // namespace

TEST_CASE("a day's hours hold from the first minute to before the last", "[dialing][hours]")
{
    const auto hours = every_day_from(8h, 21h);
    const auto clock = fixed_clock(-5);
    struct Case {
        const char* now;
        bool is_open;
        const char* next;
    };
    const auto c = GENERATE(values<Case>({{"2026-06-03 12:59", false, "2026-06-03 13:00"},
                                          {"2026-06-03 13:00", true, "2026-06-03 13:00"},
                                          {"2026-06-04 01:59", true, "2026-06-04 01:59"},
                                          {"2026-06-04 02:00", false, "2026-06-04 13:00"}}));
    CAPTURE(c.now);
    CHECK(is_open({hours, clock}, utc(c.now)) == c.is_open);
    CHECK(next_open_of(hours, clock, utc(c.now)) == utc(c.next));
}

TEST_CASE("the weekday is that of the called place", "[dialing][hours]")
{
    WeekHours hours;
    hours.days[1] = {{0h, 24h}};  // Monday
    CHECK(is_open({hours, fixed_clock(8)}, utc("2026-11-22 16:00")));
    CHECK_FALSE(is_open({hours, fixed_clock(8)}, utc("2026-11-22 15:59")));
    CHECK_FALSE(is_open({hours, fixed_clock(-8)}, utc("2026-11-23 07:59")));
    CHECK(is_open({hours, fixed_clock(-8)}, utc("2026-11-24 07:59")));
}

TEST_CASE("a pause at noon is closed", "[dialing][hours]")
{
    WeekHours hours;
    hours.days.fill({{9h, 12h}, {14h, 20h}});
    CHECK(next_open_of(hours, {}, utc("2026-06-03 11:59")) == utc("2026-06-03 11:59"));
    CHECK(next_open_of(hours, {}, utc("2026-06-03 12:00")) == utc("2026-06-03 14:00"));
}

TEST_CASE("when the clocks go forward in the night, morning comes an hour earlier", "[dialing][hours]")
{
    const auto hours = every_day_from(8h, 21h);
    const auto clock = berlin_in_spring();
    CHECK(next_open_of(hours, clock, utc("2026-03-28 20:00")) == utc("2026-03-29 06:00"));
    CHECK_FALSE(is_open({hours, clock}, utc("2026-03-29 05:59")));
    CHECK(is_open({hours, clock}, utc("2026-03-29 06:00")));
    CHECK(is_open({hours, clock}, utc("2026-03-28 19:59")));
    CHECK_FALSE(is_open({hours, clock}, utc("2026-03-29 19:00")));
}

TEST_CASE("hours that begin in the hour that is left out begin with the change", "[dialing][hours]")
{
    CHECK(next_open_of(every_day_from(2h + 30min, 5h), berlin_in_spring(), utc("2026-03-29 00:00")) ==
          utc("2026-03-29 01:00"));
}

TEST_CASE("when the clocks go back, hours that begin in the repeated hour begin twice", "[dialing][hours]")
{
    const auto hours = every_day_from(2h + 30min, 5h);
    const auto clock = berlin_in_autumn();
    CHECK(next_open_of(hours, clock, utc("2026-10-25 00:00")) == utc("2026-10-25 00:30"));
    CHECK(is_open({hours, clock}, utc("2026-10-25 00:59")));
    CHECK_FALSE(is_open({hours, clock}, utc("2026-10-25 01:00")));
    CHECK(next_open_of(hours, clock, utc("2026-10-25 01:00")) == utc("2026-10-25 01:30"));
    CHECK(next_open_of(every_day_from(8h, 21h), clock, utc("2026-10-24 22:00")) == utc("2026-10-25 07:00"));
}

TEST_CASE("the clocks are changed at the very moment of the change", "[dialing][hours]")
{
    const std::chrono::local_days night{std::chrono::year{2026} / 3 / 29};
    CHECK(wall_time(berlin_in_spring(), utc("2026-03-29 00:59")) == WallTime{night + 1h + 59min});
    CHECK(wall_time(berlin_in_spring(), utc("2026-03-29 01:00")) == WallTime{night + 3h});
    CHECK(next_open_of(every_day_from(3h, 5h), berlin_in_autumn(), utc("2026-10-25 00:00")) == utc("2026-10-25 02:00"));
}

TEST_CASE("the next day begins at midnight there, whatever the clocks do", "[dialing][hours]")
{
    CHECK(start_of_next_day(fixed_clock(8), utc("2026-06-03 15:59")) == utc("2026-06-03 16:00"));
    CHECK(start_of_next_day(fixed_clock(8), utc("2026-06-03 16:00")) == utc("2026-06-04 16:00"));
    CHECK(start_of_next_day(berlin_in_spring(), utc("2026-03-28 23:00")) == utc("2026-03-29 22:00"));
    CHECK(start_of_next_day(berlin_in_autumn(), utc("2026-10-24 22:00")) == utc("2026-10-25 23:00"));
    CHECK(start_of_next_day(berlin_in_autumn(), utc("2026-10-25 02:00")) == utc("2026-10-25 23:00"));
    // Where the change is at midnight, the day begins with it.
    const ZoneClock cairo{.offset = 2h, .change = utc("2026-04-23 22:00"), .offset_after = 3h};
    CHECK(start_of_next_day(cairo, utc("2026-04-23 12:00")) == utc("2026-04-23 22:00"));
}

TEST_CASE("holidays have hours of their own, or those of the weekday", "[dialing][hours]")
{
    using std::chrono::year;
    auto hours = every_day_from(8h, 21h);
    const auto clock = fixed_clock(1);
    const std::vector holidays{year{2026} / 12 / 25, year{2026} / 12 / 26};
    const Timetable table{hours, clock, holidays};
    CHECK(is_holiday(table, utc("2026-12-24 23:00")));
    CHECK_FALSE(is_holiday(table, utc("2026-12-24 22:59")));
    CHECK(is_open(table, utc("2026-12-25 10:00")));
    hours.on_holidays = DayHours{{10h, 12h}};
    CHECK_FALSE(is_open(table, utc("2026-12-25 08:59")));
    CHECK(is_open(table, utc("2026-12-25 09:00")));
    hours.on_holidays = DayHours{};
    CHECK_FALSE(is_open(table, utc("2026-12-25 10:00")));
    CHECK(next_open({&table, 1}, utc("2026-12-25 10:00")) == utc("2026-12-27 07:00"));
}

TEST_CASE("several tables are open together where all are", "[dialing][hours]")
{
    const auto hours = every_day_from(8h, 21h);
    const auto east = fixed_clock(-5);
    const auto west = fixed_clock(-8);
    const std::array tables{Timetable{hours, east}, Timetable{hours, west}};
    CHECK(next_open(tables, utc("2026-06-03 13:00")) == utc("2026-06-03 16:00"));
    CHECK(next_open(tables, utc("2026-06-04 01:59")) == utc("2026-06-04 01:59"));
    CHECK(next_open(tables, utc("2026-06-04 02:00")) == utc("2026-06-04 16:00"));
    CHECK(next_open({}, utc("2026-06-04 02:00")) == utc("2026-06-04 02:00"));
}

TEST_CASE("hours that never meet, or never are, have no next time", "[dialing][hours]")
{
    const auto morning = every_day_from(8h, 10h);
    const auto evening = every_day_from(18h, 20h);
    const ZoneClock clock;
    const std::array tables{Timetable{morning, clock}, Timetable{evening, clock}};
    CHECK_FALSE(next_open(tables, utc("2026-06-03 12:00")));
    CHECK_FALSE(next_open_of(WeekHours{}, clock, utc("2026-06-03 12:00")));
}
