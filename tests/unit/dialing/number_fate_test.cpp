// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/number_fate.h"

#include "tests/unit/dialing/wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

TEST_CASE("a number that may be called later is held, one that never may leaves the list", "[dialing]")
{
    CHECK(fate_of(Reason::outside_hours) == Fate::hold);
    CHECK(fate_of(Reason::too_many_today) == Fate::hold);
    CHECK(fate_of(Reason::do_not_call_national) == Fate::refuse);
    CHECK(fate_of(Reason::outside_campaign) == Fate::leave);
    CHECK(response_of(Reason::do_not_call_national) == "DNC");
    CHECK(response_of(Reason::number_invalid) == "INVALID");
    CHECK(response_of(Reason::consent_missing) == "REFUSED");
}

TEST_CASE("a number is held until its time, a day without one, and minutes where its campaign waits for people",
          "[dialing]")
{
    const auto now = utc("2026-03-09 10:05");
    CHECK(held_until({.reason = Reason::outside_hours, .again = now + 3h}, now) == now + 3h);
    CHECK(held_until({.reason = Reason::holiday}, now) == now + 24h);
    CHECK(held_until({.reason = Reason::national_list_stale}, now) == now + 10min);
}
