// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/retry_rules.h"

#include "wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

const TimePoint ended = utc("2026-06-03 12:00");

RetryRules rules()
{
    return {.busy = 5min, .no_answer = 1h, .machine = 4h, .failed = 24h, .abandoned = 2h, .max_attempts = 3};
}

std::optional<TimePoint> next(const RetryRules& with, Outcome outcome, unsigned attempts = 1)
{
    return next_attempt(with, outcome, attempts, ended, ComplianceProfile{});
}

}  // namespace

TEST_CASE("each outcome has its own delay, and an answered call is over", "[dialing][retry]")
{
    CHECK(next(rules(), Outcome::busy) == ended + 5min);
    CHECK(next(rules(), Outcome::no_answer) == ended + 1h);
    CHECK(next(rules(), Outcome::machine) == ended + 4h);
    CHECK(next(rules(), Outcome::failed) == ended + 24h);
    CHECK(next(rules(), Outcome::abandoned) == ended + 2h);
    CHECK_FALSE(next(rules(), Outcome::answered));
}

TEST_CASE("an outcome without a delay is final", "[dialing][retry]")
{
    const RetryRules none{.max_attempts = 3};
    for (const auto outcome :
         {Outcome::busy, Outcome::no_answer, Outcome::machine, Outcome::failed, Outcome::abandoned})
        CHECK_FALSE(next(none, outcome));
}

TEST_CASE("a number is tried as often as its campaign says, and not again by itself when it says nothing",
          "[dialing][retry]")
{
    CHECK(next(rules(), Outcome::busy, 2));
    CHECK_FALSE(next(rules(), Outcome::busy, 3));
    auto unlimited = rules();
    unlimited.max_attempts = 0;
    CHECK_FALSE(next(unlimited, Outcome::busy));
}

TEST_CASE("after an abandoned call the profile's lock counts where it is longer", "[dialing][retry]")
{
    const auto locked = [](const RetryRules& with) {
        return next_attempt(with, Outcome::abandoned, 1, ended, {.lock_after_abandoned = 72h});
    };
    CHECK(locked(rules()) == ended + 72h);
    auto patient = rules();
    patient.abandoned = 100h;
    CHECK(locked(patient) == ended + 100h);
    patient.abandoned.reset();
    CHECK_FALSE(locked(patient));
}

TEST_CASE("recycling by time is one delay for all that nobody picked up", "[dialing][retry]")
{
    const auto recycling = retry_unanswered_after(1h, 2);
    for (const auto outcome : {Outcome::busy, Outcome::no_answer, Outcome::failed})
        CHECK(next(recycling, outcome) == ended + 1h);
    for (const auto outcome : {Outcome::answered, Outcome::machine, Outcome::abandoned})
        CHECK_FALSE(next(recycling, outcome));
    CHECK_FALSE(next(recycling, Outcome::busy, 2));
}

TEST_CASE("what nobody picked up may be recycled while attempts are left", "[dialing][retry]")
{
    CHECK(may_recycle(Outcome::no_answer, 1, 2));
    CHECK_FALSE(may_recycle(Outcome::no_answer, 2, 2));
    CHECK_FALSE(may_recycle(Outcome::busy, 0, 0));
    CHECK_FALSE(may_recycle(Outcome::answered, 1, 2));
    CHECK_FALSE(may_recycle(Outcome::machine, 1, 2));
    CHECK_FALSE(may_recycle(Outcome::abandoned, 1, 2));
}
