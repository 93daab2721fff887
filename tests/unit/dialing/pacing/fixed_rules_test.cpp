// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/fixed_rules.h"

#include <catch2/catch.hpp>

using namespace dialing::pacing;

namespace {

constexpr Situation four_idle{.idle = 4, .talking = 6, .ringing = 1, .queued = 1, .lines_free = 100};

Situation without_agents(Situation s)
{
    s.idle = s.talking = s.wrapping = 0;
    return s;
}

Situation with_lines(Situation s, int lines)
{
    s.lines_free = lines;
    return s;
}

}  // namespace

TEST_CASE("progressive dialing: a line for each idle agent", "[pacing]")
{
    const auto decision = Progressive{}.decide(four_idle);
    CHECK(decision.calls == 2);
    CHECK(decision.why_not_more == Reason::calls_cover_idle);
}

TEST_CASE("by maximum concurrent calls: ringing, waiting and talking ones count", "[pacing]")
{
    MaximumConcurrentCalls maximum{10, MaximumConcurrentCalls::Agents::needed};
    CHECK(maximum.decide(four_idle).calls == 2);
    CHECK(maximum.decide(four_idle).why_not_more == Reason::limit_reached);
    CHECK(maximum.decide(without_agents(four_idle)).calls == 0);
    MaximumConcurrentCalls announcement{10, MaximumConcurrentCalls::Agents::not_needed};
    CHECK(announcement.decide(without_agents(four_idle)).calls == 8);
}

TEST_CASE("by queue seats with a percentage: idle members and so many more, rounded up", "[pacing]")
{
    CHECK(QueueSeats{0}.decide(four_idle).calls == 2);
    CHECK(QueueSeats{30}.decide(four_idle).calls == 4);  // 5.2 seats
    CHECK(QueueSeats{100}.decide(four_idle).calls == 6);
}

TEST_CASE("no rule dials without agents, past the lines or less than nothing", "[pacing]")
{
    Progressive progressive;
    MaximumConcurrentCalls maximum{50, MaximumConcurrentCalls::Agents::needed};
    QueueSeats seats{500};
    Policy* policy = GENERATE_REF(as<Policy*>{}, &progressive, &maximum, &seats);
    CHECK(policy->decide(without_agents(four_idle)).why_not_more == Reason::no_agents);
    CHECK(policy->decide(without_agents(four_idle)).calls == 0);
    CHECK(policy->decide(with_lines(four_idle, 1)).calls == 1);
    CHECK(policy->decide(with_lines(four_idle, 1)).why_not_more == Reason::no_lines);
    CHECK(policy->decide(with_lines(four_idle, -3)).calls == 0);
    auto crowded = four_idle;
    crowded.ringing = 90;
    CHECK(policy->decide(crowded).calls == 0);
}
