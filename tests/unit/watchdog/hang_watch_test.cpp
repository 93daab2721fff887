// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/hang_watch.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using watchdog::HangWatch;

namespace {

const HangWatch::Time start = HangWatch::Time{} + 1h;

// Looks five times a second; the moment the program is found hung, or nothing.
std::optional<HangWatch::Time> look(HangWatch& watch, HangWatch::Beat beat, HangWatch::Time from, HangWatch::Time until)
{
    for (auto now = from; now < until; now += 200ms)
        if (watch.is_hung(beat, now)) return now;
    return std::nullopt;
}

}  // namespace

TEST_CASE("a program whose heartbeat stops is hung after ten seconds", "[watchdog]")
{
    HangWatch watch{10s};
    CHECK_FALSE(look(watch, 1s, start, start + 5s));
    CHECK_FALSE(look(watch, 2s, start + 5s, start + 15s));
    const auto found = look(watch, 2s, start + 15s, start + 20s);
    REQUIRE(found);
    CHECK(*found - (start + 15s) <= 400ms);
}

TEST_CASE("a program that never had a heartbeat is not judged", "[watchdog]")
{
    HangWatch watch{10s};
    CHECK_FALSE(look(watch, std::nullopt, start, start + 1h));
}

TEST_CASE("a heartbeat that goes back in time is one", "[watchdog]")
{
    HangWatch watch{10s};
    for (int i = 100; i > 0; --i)
        CHECK_FALSE(watch.is_hung(std::chrono::seconds{i}, start + std::chrono::seconds{100 - i}));
}

TEST_CASE("after a pause of the watchdog itself the program gets all of the patience", "[watchdog]")
{
    HangWatch watch{10s};
    CHECK_FALSE(look(watch, 1s, start, start + 9s));
    CHECK_FALSE(look(watch, 1s, start + 1h, start + 1h + 10s));
    CHECK(look(watch, 1s, start + 1h + 10s, start + 1h + 11s));
}

TEST_CASE("no patience, no judgement", "[watchdog]")
{
    HangWatch watch{0s};
    CHECK_FALSE(look(watch, 1s, start, start + 1h));
}
