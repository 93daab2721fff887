// SPDX-License-Identifier: GPL-3.0-or-later
// A discrete-event simulation of an outbound call center under one policy: calls ring, are answered or not, wait their
// two seconds for an agent in the order they came, and are abandoned; the agent who is idle longest gets the next.
// Deterministic: the same scenario and policy give the same result, bit for bit.
#pragma once

#include "common/dialing/pacing/policy.h"
#include "tests/pacing/call_plan.h"
#include "tests/pacing/measures.h"

#include <deque>
#include <queue>
#include <vector>

namespace pacing_test {

class Simulation {
public:
    Simulation(const Scenario& scenario, dialing::pacing::Policy& policy);
    // Runs the whole day, once.
    [[nodiscard]] Measures run();

private:
    enum class AgentState { idle, talking, wrapping, paused };
    struct Agent {
        AgentState state = AgentState::idle;
        double since = 0;
        double pace = 1;
        bool wants_pause = false;
        int call = -1;
    };
    enum class CallState { ringing, waiting, connected, over };
    struct Call {
        CallPlan plan;
        double dialed_at = 0;
        CallState state = CallState::ringing;
    };
    enum class Step { call_resolved, patience_over, talk_over, agent_ready, pause_due };
    struct Planned {
        double at;
        long order;
        Step step;
        int whom;
        bool operator<(const Planned& other) const { return at != other.at ? at > other.at : order > other.order; }
    };

    void log_in_agents();
    void plan_breaks();
    void plan(double at, Step step, int whom);
    void play_until(double t);
    void play(const Planned& planned);
    void tell(dialing::pacing::EventKind kind, double t, int call, int agent, bool was_machine = false);
    [[nodiscard]] dialing::pacing::Situation situation(double t) const;
    void place_call(double t);
    void resolve(int call, double t);
    void give_up_waiting(int call, double t);
    void connect(int call, int agent, double t);
    void end_talk(int agent, double t);
    void begin_break(int agent, double t);
    void pause(int agent, double t);
    void free_agent(int agent, double t);
    void set_state(int agent, AgentState state, double t);
    void account(int agent, double t);
    int& count_of(AgentState state) { return in_state_[static_cast<std::size_t>(state)]; }

    const Scenario& scenario_;
    dialing::pacing::Policy& policy_;
    Drift drift_;
    Measures measures_;
    std::vector<Agent> agents_;
    std::vector<Call> calls_;
    std::deque<int> idle_;     // longest idle first
    std::deque<int> waiting_;  // calls, some of which have given up
    std::priority_queue<Planned> planned_;
    long planned_count_ = 0;
    int in_state_[4] = {};
    int ringing_ = 0;
    int waiting_count_ = 0;
};

}  // namespace pacing_test
