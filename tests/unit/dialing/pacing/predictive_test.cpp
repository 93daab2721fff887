// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/predictive.h"

#include <catch2/catch.hpp>

using namespace dialing::pacing;

namespace {

// A campaign whose agents all talk, and whose calls a person answers one in three.
class Campaign {
public:
    Campaign() : policy{PredictiveSettings{}}
    {
        for (int a = 0; a < 10; ++a)
            policy.hear({EventKind::agent_free, 0, -1, a});
    }

    // So many calls that end one after the other, each second one; every third with an agent.
    void make_calls(int count)
    {
        for (; count > 0; --count, ++call_) {
            now_ += 1;
            policy.hear({EventKind::dialed, now_, call_, -1});
            const double end = now_ + 12;
            if (call_ % 3 != 0) {
                policy.hear({EventKind::no_answer, end, call_, -1});
            } else {
                policy.hear({EventKind::person, end, call_, -1});
                policy.hear({EventKind::connected, end, call_, 1});
                policy.hear({EventKind::talk_ended, end + 60, call_, 1, false});
                policy.hear({EventKind::agent_free, end + 70, -1, 1});
            }
            (void)policy.decide(situation());
        }
    }

    [[nodiscard]] Situation situation() const { return {.now = now_, .talking = 10, .lines_free = 50}; }
    [[nodiscard]] Situation three_idle() const { return {.now = now_, .idle = 3, .talking = 7, .lines_free = 50}; }

    Predictive policy;

private:
    double now_ = 0;
    std::int64_t call_ = 0;
};

}  // namespace

TEST_CASE("a campaign that knows nothing dials progressively", "[pacing]")
{
    Campaign campaign;
    const auto decision = campaign.policy.decide(campaign.three_idle());
    CHECK(decision.calls == 3);
    CHECK(decision.why_not_more == Reason::learning);
}

TEST_CASE("a campaign that knows its list dials more lines than agents are idle", "[pacing]")
{
    Campaign campaign;
    campaign.make_calls(300);
    const auto decision = campaign.policy.decide(campaign.three_idle());
    CHECK(decision.calls > 3);
    CHECK(decision.why_not_more == Reason::risk_of_abandoning);
}

TEST_CASE("a large team's first calls are no more than it could answer if every second one met a person", "[pacing]")
{
    constexpr int team = 240;
    Predictive policy{PredictiveSettings{.ledger = {.answers_expected = 1000}}};
    for (int a = 0; a < team; ++a)
        policy.hear({EventKind::agent_free, 0, -1, a});
    int open = 0;
    for (double now = 0; now < 8; now += .5) {
        const auto decision = policy.decide({.now = now, .idle = team, .ringing = open, .lines_free = 4 * team});
        for (int n = 0; n < decision.calls; ++n)
            policy.hear({EventKind::dialed, now, open++, -1});
    }
    CHECK(open > team);
    CHECK(open <= 2 * team);
}

TEST_CASE("a spent window costs calls, not the progressive ones", "[pacing]")
{
    Campaign campaign;
    campaign.make_calls(300);
    const int before = campaign.policy.decide(campaign.three_idle()).calls;
    campaign.policy.hear({EventKind::abandoned, campaign.situation().now, 9999, -1});
    campaign.policy.hear({EventKind::abandoned, campaign.situation().now, 9998, -1});
    campaign.policy.hear({EventKind::abandoned, campaign.situation().now, 9997, -1});
    const auto after = campaign.policy.decide(campaign.three_idle());
    CHECK(after.calls < before);
    CHECK(after.calls >= 3);
}

TEST_CASE("a campaign whose days have used up the limit dials progressively", "[pacing]")
{
    Campaign campaign;
    campaign.make_calls(300);
    campaign.policy.set_history(20'000, 700);
    const auto decision = campaign.policy.decide(campaign.three_idle());
    CHECK(decision.calls == 3);
    CHECK(decision.why_not_more == Reason::campaign_spent);
}

TEST_CASE("nobody at work, nobody called; never past the lines", "[pacing]")
{
    Campaign campaign;
    campaign.make_calls(GENERATE(0, 300));
    auto empty = campaign.situation();
    empty.talking = 0;
    empty.paused = 10;
    CHECK(campaign.policy.decide(empty).calls == 0);
    CHECK(campaign.policy.decide(empty).why_not_more == Reason::no_agents);
    auto full = campaign.three_idle();
    full.lines_free = GENERATE(0, 2);
    CHECK(campaign.policy.decide(full).calls == full.lines_free);
}

TEST_CASE("calls whose end is never told do not hold the campaign back for ever", "[pacing]")
{
    Campaign campaign;
    campaign.make_calls(300);
    auto later = campaign.three_idle();
    for (int i = 0; i < 40; ++i)
        campaign.policy.hear({EventKind::dialed, later.now, 5000 + i, -1});
    CHECK(campaign.policy.decide(later).calls == 3);
    later.now += 3600;
    CHECK(campaign.policy.decide(later).calls > 3);
}
