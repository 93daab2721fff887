// SPDX-License-Identifier: GPL-3.0-or-later
// Short days of the simulator: what the long ones of tests/pacing/table measure must not get lost unseen.
#include "tests/pacing/policies.h"
#include "tests/pacing/simulation.h"

#include <catch2/catch.hpp>

using namespace pacing_test;

namespace {

Measures day(const std::string& policy, int agents, const std::string& changes, double hours = 2)
{
    Scenario scenario;
    scenario.policy = policy;
    scenario.agents = agents;
    scenario.changes = changes;
    scenario.hours = hours;
    scenario.tick = 1;
    scenario.seed = 7;
    const auto made = make_policy(scenario);
    return Simulation{scenario, *made}.run();
}

// A policy that is looked at: what it decides must be possible.
class Watched : public dialing::pacing::Policy {
public:
    explicit Watched(Policy& policy) : policy_(policy) {}
    void hear(const dialing::pacing::Event& event) override { policy_.hear(event); }
    [[nodiscard]] dialing::pacing::Decision decide(const dialing::pacing::Situation& s) override
    {
        const auto decision = policy_.decide(s);
        if (decision.calls < 0 || decision.calls > s.lines_free) ++impossible;
        if (decision.calls > 0 && s.idle + s.talking + s.wrapping == 0) ++to_nobody;
        if (decision.calls < std::min(s.lines_free, s.idle - s.ringing - s.queued)) ++fewer_than_progressive;
        return decision;
    }

    int impossible = 0;
    int to_nobody = 0;
    int fewer_than_progressive = 0;

private:
    Policy& policy_;
};

}  // namespace

TEST_CASE("the simulator gives the same day twice", "[pacing][simulation]")
{
    Scenario scenario;
    const auto first = day("predictive", 10, "default", .1);
    const auto second = day("predictive", 10, "default", .1);
    CHECK(to_json(scenario, first) == to_json(scenario, second));
}

TEST_CASE("progressive dialing abandons nobody", "[pacing][simulation]")
{
    CHECK(day("progressive", 20, "stress").abandoned == 0);
}

TEST_CASE("predictive dialing keeps agents busier and abandons no more than it may", "[pacing][simulation]")
{
    const auto [agents, changes] = GENERATE(table<int, std::string>({{10, "default"}, {50, "stress"}}));
    CAPTURE(agents, changes);
    const auto progressive = day("progressive", agents, changes, 1);
    const auto predictive = day("predictive", agents, changes, 1);
    CHECK(predictive.utilisation() > progressive.utilisation() + .04);
    CHECK(predictive.abandonment() < .03);
    if (changes == "default") CHECK(predictive.windows(3600, .03).over < .1);
}

TEST_CASE("among breaks and shifts no decision is impossible", "[pacing][simulation]")
{
    Scenario scenario;
    scenario.policy = "predictive";
    scenario.agents = GENERATE(2, 8);
    scenario.changes = "stress";
    scenario.hours = .75;
    scenario.tick = 2;
    const auto policy = make_policy(scenario);
    Watched watched{*policy};
    (void)Simulation{scenario, watched}.run();
    CHECK(watched.impossible == 0);
    CHECK(watched.to_nobody == 0);
    CHECK(watched.fewer_than_progressive == 0);
}
