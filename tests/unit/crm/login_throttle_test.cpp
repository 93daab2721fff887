// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/login_throttle.h"

#include <catch2/catch.hpp>

using namespace crm;
using namespace std::chrono_literals;

namespace {

constexpr runtime::TimePoint start{std::chrono::hours{500000}};

}  // namespace

TEST_CASE("five failures are free, then each doubles the wait up to a quarter of an hour", "[crm][throttle]")
{
    const auto [failures, wait] = GENERATE(table<unsigned, int>(
        {{0, 0}, {4, 0}, {5, 2}, {6, 4}, {7, 8}, {13, 512}, {14, 900}, {15, 900}, {4000000000U, 900}}));
    CHECK(login_wait({failures, start}, free_failures_per_name, start).count() == wait);
}

TEST_CASE("a wait runs out", "[crm][throttle]")
{
    const LoginFailures failures{7, start};
    CHECK(login_wait(failures, 5, start + 1ms) == 8s);
    CHECK(login_wait(failures, 5, start + 7s) == 1s);
    CHECK(login_wait(failures, 5, start + 8s) == 0s);
}

TEST_CASE("an hour without a failure forgets them", "[crm][throttle]")
{
    CHECK(after_failure({9, start}, start + 59min).count == 10);
    CHECK(after_failure({9, start}, start + 61min).count == 1);
    CHECK(after_failure({}, start).count == 1);
    CHECK(after_failure({}, start).last == start);
}

TEST_CASE("a clock that was set back locks nobody out for longer", "[crm][throttle]")
{
    CHECK(login_wait({5, start + 48h}, 5, start) == 2s);
}

TEST_CASE("ten thousand guesses at one name in an hour are at most twenty looks at the password", "[crm][throttle]")
{
    LoginFailures failures;
    int looked_at = 0;
    for (int guess = 0; guess < 10000; ++guess) {
        const auto now = start + guess * 360ms;
        if (login_wait(failures, free_failures_per_name, now) > 0s) continue;
        failures = after_failure(failures, now);
        ++looked_at;
    }
    CHECK(looked_at <= 20);
}
