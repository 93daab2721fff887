// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/restart_policy.h"

#include <catch2/catch.hpp>

#include <vector>

using watchdog::RestartPolicy;
using namespace std::chrono_literals;

namespace {

const RestartPolicy::Time start{1h};

}  // namespace

TEST_CASE("a program that never ran is started at once", "[watchdog]")
{
    RestartPolicy policy;
    CHECK(policy.died(start) == 0s);
    CHECK(policy.is_due(start));
}

TEST_CASE("a program that lived is started again at once", "[watchdog]")
{
    RestartPolicy policy;
    policy.started(start);
    CHECK(policy.died(start + 20s) == 0s);
    CHECK(policy.is_due(start + 20s));
}

TEST_CASE("a crash loop waits longer and longer, but is never given up", "[watchdog]")
{
    RestartPolicy policy;
    auto now = start;
    std::vector<std::chrono::seconds> pauses;
    for (int i = 0; i < 9; ++i) {
        policy.started(now);
        now += 100ms;
        pauses.push_back(policy.died(now));
        CHECK_FALSE(policy.is_due(now + pauses.back() - 1ms));
        CHECK(policy.is_due(now + pauses.back()));
        now += pauses.back();
    }
    CHECK(pauses == std::vector<std::chrono::seconds>{1s, 2s, 4s, 8s, 16s, 30s, 30s, 30s, 30s});
}

TEST_CASE("a minute of life clears the record", "[watchdog]")
{
    RestartPolicy policy;
    policy.started(start);
    CHECK(policy.died(start + 1s) == 1s);
    policy.started(start + 2s);
    CHECK(policy.died(start + 3s) == 2s);
    policy.started(start + 5s);
    CHECK(policy.died(start + 35s) == 2s);  // half a minute keeps it
    policy.started(start + 37s);
    CHECK(policy.died(start + 97s) == 0s);
}

TEST_CASE("a program that kept dying has recovered after a minute of life, once", "[watchdog]")
{
    RestartPolicy policy;
    policy.started(start);
    CHECK_FALSE(policy.recovers(start + 2min));  // it never died
    policy.started(start + 2min);
    (void)policy.died(start + 2min + 1s);
    policy.started(start + 2min + 2s);
    (void)policy.died(start + 2min + 3s);
    CHECK(policy.deaths() == 2);
    policy.started(start + 2min + 5s);
    CHECK_FALSE(policy.recovers(start + 3min));
    CHECK(policy.recovers(start + 3min + 5s));
    CHECK_FALSE(policy.recovers(start + 4min));
    CHECK(policy.deaths() == 0);
}
