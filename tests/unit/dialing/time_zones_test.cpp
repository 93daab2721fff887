// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/time_zones.h"

#include "wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

TEST_CASE("a zone's clock knows its offset and the next change", "[dialing][zones]")
{
    CHECK(clock_of("Europe/Berlin", utc("2026-03-28 12:00")) == berlin_in_spring());
    CHECK(clock_of("Europe/Berlin", utc("2026-10-24 12:00")) == berlin_in_autumn());
    const auto after = clock_of("Europe/Berlin", utc("2026-03-29 01:00"));
    REQUIRE(after);
    CHECK(after->offset == 2h);
    CHECK(after->change == utc("2026-10-25 01:00"));
}

TEST_CASE("zones without summer time have no change", "[dialing][zones]")
{
    CHECK(clock_of("Asia/Shanghai", utc("2026-03-28 12:00")) == fixed_clock(8));
    CHECK(clock_of("America/Phoenix", utc("2026-03-01 12:00")) == fixed_clock(-7));
}

TEST_CASE("summer time that becomes the standard is no change of the clocks", "[dialing][zones]")
{
    const ZoneClock lisbon{.offset = 1h, .change = utc("1993-03-28 01:00"), .offset_after = 2h};
    CHECK(clock_of("Europe/Lisbon", utc("1992-09-01 12:00")) == lisbon);
}

TEST_CASE("offsets need not be whole hours", "[dialing][zones]")
{
    CHECK(clock_of("Asia/Kolkata", utc("2026-03-28 12:00")) == ZoneClock{.offset = 5h + 30min});
}

TEST_CASE("what is no zone has no clock", "[dialing][zones]")
{
    CHECK_FALSE(clock_of("Europe/Atlantis", utc("2026-03-28 12:00")));
    CHECK_FALSE(clock_of("", utc("2026-03-28 12:00")));
}
