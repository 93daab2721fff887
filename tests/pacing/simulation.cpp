// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/simulation.h"

#include "tests/pacing/luck.h"

#include <algorithm>
#include <cmath>

namespace pacing_test {

using dialing::pacing::EventKind;

namespace {

constexpr double break_length = 900;  // s

EventKind unanswered(Outcome outcome)
{
    switch (outcome) {
        case Outcome::person:  // taken for a machine
        case Outcome::machine:
            return EventKind::machine;
        case Outcome::busy:
            return EventKind::busy;
        case Outcome::failed:
            return EventKind::failed;
        case Outcome::no_answer:
            return EventKind::no_answer;
    }
    return EventKind::no_answer;
}

}  // namespace

Simulation::Simulation(const Scenario& scenario, dialing::pacing::Policy& policy)
    : scenario_(scenario), policy_(policy), drift_(scenario), agents_(static_cast<std::size_t>(scenario.agents))
{
}

Measures Simulation::run()
{
    log_in_agents();
    if (scenario_.has_breaks()) plan_breaks();
    const auto ticks = std::lround(std::floor(scenario_.duration() / scenario_.tick));
    for (long k = 0; k < ticks; ++k) {
        const double t = static_cast<double>(k) * scenario_.tick;
        play_until(t);
        const auto now = situation(t);
        const int wanted = policy_.decide(now).calls;
        for (int n = std::max(0, std::min(wanted, now.lines_free)); n > 0; --n)
            place_call(t);
    }
    play_until(scenario_.duration());
    for (int a = 0; a < scenario_.agents; ++a)
        account(a, scenario_.duration());
    return measures_;
}

void Simulation::log_in_agents()
{
    count_of(AgentState::idle) = scenario_.agents;
    for (int a = 0; a < scenario_.agents; ++a) {
        const auto bell = normal(scenario_.seed, 77, 2 * static_cast<std::uint64_t>(a));
        agents_[static_cast<std::size_t>(a)].pace = lognormal(1, scenario_.agent_sigma, bell);
        idle_.push_back(a);
        tell(EventKind::agent_free, 0, -1, a);
    }
}

void Simulation::plan_breaks()
{
    const double part = scenario_.hours / 8 * 3600;
    for (int a = 0; a < scenario_.agents; ++a) {
        const auto luck = [&](std::uint64_t what) {
            return uniform(scenario_.seed, what, static_cast<std::uint64_t>(a));
        };
        for (const double at :
             {part * (1.2 + 1.4 * luck(78)), part * (3.2 + 1.6 * luck(79)), part * (5.6 + 1.6 * luck(80))})
            plan(at, Step::pause_due, a);
    }
}

void Simulation::plan(double at, Step step, int whom)
{
    planned_.push({at, planned_count_++, step, whom});
}

void Simulation::play_until(double t)
{
    while (!planned_.empty() && planned_.top().at <= t) {
        const auto next = planned_.top();
        planned_.pop();
        play(next);
    }
}

void Simulation::play(const Planned& planned)
{
    switch (planned.step) {
        case Step::call_resolved:
            return resolve(planned.whom, planned.at);
        case Step::patience_over:
            return give_up_waiting(planned.whom, planned.at);
        case Step::talk_over:
            return end_talk(planned.whom, planned.at);
        case Step::agent_ready:
            return free_agent(planned.whom, planned.at);
        case Step::pause_due:
            return begin_break(planned.whom, planned.at);
    }
}

void Simulation::tell(EventKind kind, double t, int call, int agent, bool was_machine)
{
    policy_.hear({kind, t, call, agent, was_machine});
}

dialing::pacing::Situation Simulation::situation(double t) const
{
    const int talking = in_state_[static_cast<std::size_t>(AgentState::talking)];
    const int used = ringing_ + waiting_count_ + talking;
    return {.now = t,
            .idle = static_cast<int>(idle_.size()),
            .talking = talking,
            .wrapping = in_state_[static_cast<std::size_t>(AgentState::wrapping)],
            .paused = in_state_[static_cast<std::size_t>(AgentState::paused)],
            .ringing = ringing_,
            .queued = waiting_count_,
            .lines_free = std::max(0, scenario_.lines() - used),
            .placed = measures_.placed,
            .connected = measures_.persons_connected + measures_.machines_connected,
            .abandoned = measures_.abandoned};
}

void Simulation::place_call(double t)
{
    const auto call = calls_.size();
    const auto& plan_of = calls_.emplace_back(Call{draw_call(scenario_, drift_, call, t), t}).plan;
    ++measures_.placed;
    ++ringing_;
    const bool answered = plan_of.outcome == Outcome::person || plan_of.outcome == Outcome::machine;
    plan(t + (answered ? plan_of.needs_agent_at : plan_of.resolved), Step::call_resolved, static_cast<int>(call));
    tell(EventKind::dialed, t, static_cast<int>(call), -1);
    if (plan_of.outcome == Outcome::person) ++measures_.persons;
}

void Simulation::resolve(int call, double t)
{
    auto& it = calls_[static_cast<std::size_t>(call)];
    --ringing_;
    if (!it.plan.needs_agent) {
        it.state = CallState::over;
        if (it.plan.outcome == Outcome::person) ++measures_.persons_taken_for_machines;
        tell(unanswered(it.plan.outcome), t, call, -1);
        return;
    }
    tell(EventKind::person, t, call, -1);
    if (!idle_.empty()) {
        const int agent = idle_.front();
        idle_.pop_front();
        connect(call, agent, t);
        return;
    }
    it.state = CallState::waiting;
    waiting_.push_back(call);
    ++waiting_count_;
    plan(t + scenario_.wait, Step::patience_over, call);
}

void Simulation::give_up_waiting(int call, double t)
{
    auto& it = calls_[static_cast<std::size_t>(call)];
    if (it.state != CallState::waiting) return;
    it.state = CallState::over;
    --waiting_count_;
    ++measures_.abandoned;
    measures_.live_answers.push_back({t, true});
    tell(EventKind::abandoned, t, call, -1);
}

void Simulation::connect(int call, int agent, double t)
{
    auto& it = calls_[static_cast<std::size_t>(call)];
    auto& with = agents_[static_cast<std::size_t>(agent)];
    it.state = CallState::connected;
    set_state(agent, AgentState::talking, t);
    with.call = call;
    const double talk = it.plan.talk * with.pace;
    const double wrap = it.plan.wrap * with.pace;
    if (it.plan.outcome == Outcome::person) {
        ++measures_.persons_connected;
        measures_.live_answers.push_back({t, false});
        measures_.waited += t - (it.dialed_at + it.plan.needs_agent_at);
    } else {
        ++measures_.machines_connected;
        measures_.machine_talk += std::min(talk, scenario_.duration() - t);
    }
    plan(t + talk, Step::talk_over, agent);
    plan(t + talk + wrap, Step::agent_ready, agent);
    tell(EventKind::connected, t, call, agent);
}

void Simulation::end_talk(int agent, double t)
{
    auto& it = agents_[static_cast<std::size_t>(agent)];
    auto& call = calls_[static_cast<std::size_t>(it.call)];
    set_state(agent, AgentState::wrapping, t);
    tell(EventKind::talk_ended, t, it.call, agent, call.plan.outcome == Outcome::machine);
    call.state = CallState::over;
    it.call = -1;
}

void Simulation::begin_break(int agent, double t)
{
    auto& it = agents_[static_cast<std::size_t>(agent)];
    if (it.state != AgentState::idle) {
        it.wants_pause = true;
        return;
    }
    const auto place = std::find(idle_.begin(), idle_.end(), agent);
    if (place != idle_.end()) idle_.erase(place);
    pause(agent, t);
}

void Simulation::pause(int agent, double t)
{
    set_state(agent, AgentState::paused, t);
    plan(t + break_length, Step::agent_ready, agent);
    tell(EventKind::agent_gone, t, -1, agent);
}

void Simulation::free_agent(int agent, double t)
{
    auto& it = agents_[static_cast<std::size_t>(agent)];
    if (it.wants_pause) {
        it.wants_pause = false;
        pause(agent, t);
        return;
    }
    while (!waiting_.empty() && calls_[static_cast<std::size_t>(waiting_.front())].state != CallState::waiting)
        waiting_.pop_front();
    set_state(agent, AgentState::idle, t);
    tell(EventKind::agent_free, t, -1, agent);
    if (waiting_.empty()) {
        idle_.push_back(agent);
        return;
    }
    const int call = waiting_.front();
    waiting_.pop_front();
    --waiting_count_;
    connect(call, agent, t);
}

void Simulation::set_state(int agent, AgentState state, double t)
{
    account(agent, t);
    auto& it = agents_[static_cast<std::size_t>(agent)];
    --count_of(it.state);
    it.state = state;
    ++count_of(state);
}

void Simulation::account(int agent, double t)
{
    auto& it = agents_[static_cast<std::size_t>(agent)];
    const double time = t - it.since;
    switch (it.state) {
        case AgentState::idle:
            measures_.idle += time;
            break;
        case AgentState::talking:
            measures_.talk += time;
            break;
        case AgentState::wrapping:
            measures_.wrap += time;
            break;
        case AgentState::paused:
            break;
    }
    it.since = t;
}

}  // namespace pacing_test
