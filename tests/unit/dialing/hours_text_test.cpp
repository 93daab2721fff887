// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/hours_text.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;
using Kind = HoursFlaw::Kind;

namespace {

constexpr std::size_t sunday = 0, monday = 1, friday = 5, saturday = 6;

WeekHours read(std::string_view text)
{
    const auto hours = read_hours(text);
    REQUIRE(hours);
    REQUIRE(hours.value());
    return *hours.value();
}

}  // namespace

TEST_CASE("hours are read by day and holiday; days that are not named are closed", "[dialing][hours]")
{
    const auto hours = read("Mon-Fri 09:00-12:00, 13:00-20:00; Sat 10:00-16:00; holidays closed");
    CHECK(hours.days[monday] == DayHours{{9h, 12h}, {13h, 20h}});
    CHECK(hours.days[friday] == hours.days[monday]);
    CHECK(hours.days[saturday] == DayHours{{10h, 16h}});
    CHECK(hours.days[sunday].empty());
    CHECK(hours.on_holidays == DayHours{});
}

TEST_CASE("holidays that are not named are as the weekday they fall on", "[dialing][hours]")
{
    CHECK_FALSE(read("Mon-Sun 08:00-21:00").on_holidays);
}

TEST_CASE("no text means any time", "[dialing][hours]")
{
    const auto text = GENERATE(as<std::string>{}, "", "  \t");
    const auto hours = read_hours(text);
    REQUIRE(hours);
    CHECK_FALSE(hours.value());
}

TEST_CASE("case, spaces and the way around the weekend make no difference", "[dialing][hours]")
{
    const auto text = GENERATE(as<std::string>{}, "sat-mon 9:00-24:00", " SAT , sun,Mon  09:00 - 24:00 ; ",
                               "Sat-Sun 09:00-24:00;mon 09:00-24:00");
    CHECK(format_hours(read(text)) == "Mon,Sat-Sun 09:00-24:00");
}

TEST_CASE("a flaw names its place", "[dialing][hours]")
{
    struct Case {
        const char* text;
        Kind kind;
        const char* place;
    };
    const auto c = GENERATE(values<Case>({
        {"Mon-Fry 09:00-20:00", Kind::unknown_day, "Fry"},
        {"Mon-Wed-Fri 09:00-20:00", Kind::unknown_day, "Mon-Wed-Fri"},
        {"09:00-20:00", Kind::unknown_day, ""},
        {"Mon 09:00-20:00; Sat", Kind::no_hours, "Sat"},
        {"Mon nine to five", Kind::no_hours, "Mon nine to five"},
        {"Mon 09:00", Kind::not_a_span, "09:00"},
        {"Mon 09:00-12:00-15:00", Kind::not_a_span, "09:00-12:00-15:00"},
        {"Mon 09:00-25:00", Kind::bad_time, "25:00"},
        {"Mon 09:60-12:00", Kind::bad_time, "09:60"},
        {"Mon 9-12", Kind::bad_time, "9"},
        {"Mon 09:00-24:01", Kind::bad_time, "24:01"},
        {"Mon 09:00-12:00,", Kind::not_a_span, ""},
        {"Mon 22:00-02:00", Kind::ends_too_soon, "22:00-02:00"},
        {"Mon 09:00-09:00", Kind::ends_too_soon, "09:00-09:00"},
        {"Mon 13:00-20:00,09:00-12:00", Kind::out_of_order, "09:00-12:00"},
        {"Mon-Fri 09:00-20:00; Wed closed", Kind::day_twice, "Wed"},
        {"holidays closed; Holidays 09:00-12:00", Kind::day_twice, "Holidays"},
    }));
    CAPTURE(c.text);
    const auto hours = read_hours(c.text);
    REQUIRE_FALSE(hours);
    CHECK(hours.error() == HoursFlaw{c.kind, c.place});
    CHECK_THAT(parse_hours(c.text).error().what, Catch::StartsWith('"' + std::string{c.place} + '"'));
}

TEST_CASE("hours are written so that they are read again", "[dialing][hours]")
{
    const auto text =
        GENERATE(as<std::string>{}, "Mon-Fri 09:00-20:00; Sat 10:00-16:00; holidays closed", "Mon-Sun 00:00-24:00",
                 "Mon,Wed-Fri 09:00-12:00,13:00-20:00; Tue 09:00-12:00", "Mon-Sun closed",
                 "Sun 10:00-10:01; holidays 11:00-12:00", "Mon-Sun closed; holidays 11:00-12:00");
    CHECK(format_hours(read(text)) == text);
}
