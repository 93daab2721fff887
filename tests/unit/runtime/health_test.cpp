// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/health.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using Catch::Matchers::Contains;

TEST_CASE("a loop is stuck when it has not beaten for longer than its patience", "[health]")
{
    runtime::Health health;
    const auto pulse = health.watch("worker of berlin", 10s);
    [[maybe_unused]] const auto idle = health.watch("worker of munich", 10s);
    const auto now = std::chrono::steady_clock::now();
    CHECK(health.stuck(now + 1h).empty());  // none has begun
    pulse.beat();
    CHECK(health.stuck(now + 9s).empty());
    CHECK_THAT(health.stuck(now + 20s), Contains("worker of berlin has made no progress for 1") && !Contains("munich"));
    pulse.rest();
    CHECK(health.stuck(now + 1h).empty());
}

TEST_CASE("what is needed is missing until it is met, and says why", "[health]")
{
    runtime::Health health;
    const auto database = health.require("database");
    const auto asterisk = health.require("asterisk berlin");
    CHECK(health.missing() == "database: not reached yet; asterisk berlin: not reached yet");
    database.met();
    asterisk.missing("connection refused");
    CHECK(health.missing() == "asterisk berlin: connection refused");
    asterisk.met();
    CHECK(health.missing().empty());
}

TEST_CASE("handles without a Health do nothing", "[health]")
{
    runtime::Pulse{}.beat();
    runtime::Pulse{}.rest();
    runtime::Need{}.met();
    runtime::Need{}.missing("x");
}

TEST_CASE("the lag is that of the part that is furthest behind", "[health]")
{
    runtime::Health health;
    CHECK_FALSE(health.lag());
    health.measure_lag([] { return 20ms; });
    health.measure_lag([] { return 300ms; });
    CHECK(health.lag() == 300ms);
}
