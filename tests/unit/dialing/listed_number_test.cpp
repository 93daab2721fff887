// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/listed_number.h"

#include "tests/unit/dialing/wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;

namespace {

CalledNumber called(const NumberRecords& records, std::vector<ZoneClock> zones, const std::string& now)
{
    return called_number({.number = "02188776655"}, records, {.zones = std::move(zones)}, std::nullopt, utc(now));
}

}  // namespace

TEST_CASE("the day of the called place is counted", "[dialing][listed]")
{
    const NumberRecords records{
        .attempts = {{.begun = utc("2026-03-09 15:30"), .was_connected = true}, {.begun = utc("2026-03-09 16:30")}}};
    // In Shanghai 16:00 UTC is midnight.
    const auto there = called(records, {fixed_clock(8)}, "2026-03-09 18:00");
    CHECK(there.attempts_today == 1);
    CHECK(there.connected_today == 0);
    const auto here = called(records, {}, "2026-03-09 18:00");
    CHECK(here.attempts_today == 2);
    CHECK(here.connected_today == 1);
}

TEST_CASE("of several zones the day that began first counts", "[dialing][listed]")
{
    const NumberRecords records{.attempts = {{.begun = utc("2026-03-09 15:30")}, {.begun = utc("2026-03-09 16:30")}}};
    CHECK(called(records, {fixed_clock(8), fixed_clock(1)}, "2026-03-09 18:00").attempts_today == 2);
}

TEST_CASE("what was deleted from the dialed list still counts", "[dialing][listed]")
{
    const NumberRecords records{
        .attempts = {{.begun = utc("2026-03-09 10:00")}},
        .decisions = {utc("2026-03-09 08:00"), utc("2026-03-09 10:00"), utc("2026-03-08 10:00")}};
    CHECK(called(records, {}, "2026-03-09 18:00").attempts_today == 2);
}

TEST_CASE("the last abandoned call is found, of whatever day", "[dialing][listed]")
{
    const NumberRecords records{.attempts = {{.begun = utc("2026-03-07 10:00"), .was_abandoned = true},
                                             {.begun = utc("2026-03-06 10:00"), .was_abandoned = true},
                                             {.begun = utc("2026-03-09 10:00")}}};
    CHECK(called(records, {}, "2026-03-09 18:00").last_abandoned == utc("2026-03-07 10:00"));
}

TEST_CASE("what the list says of a number is passed on", "[dialing][listed]")
{
    const ListedNumber listed{.number = "4711",
                              .dial_time = utc("2026-03-09 10:00"),
                              .is_callback = true,
                              .attempts = 3,
                              .consent_time = utc("2026-01-01 10:00"),
                              .line = LineType::mobile};
    const auto number = called_number(listed, {.do_not_call = DoNotCallHit{DoNotCallList::group, "asked"}}, {},
                                      std::chrono::days{3}, utc("2026-03-09 11:00"));
    CHECK(number.dialed == "4711");
    CHECK(number.due == listed.dial_time);
    CHECK(number.is_promised_callback);
    CHECK(number.attempts == 3);
    CHECK(number.has_consent);
    CHECK(number.line == LineType::mobile);
    CHECK(number.do_not_call->list == DoNotCallList::group);
    CHECK(number.national_list_age == std::chrono::days{3});
}
