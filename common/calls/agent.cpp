// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent.h"

#include <algorithm>
#include <utility>

namespace calls {

namespace {

int rank(AgentState state)
{
    switch (state) {
        case AgentState::talking:
            return 4;
        case AgentState::hold:
            return 3;
        case AgentState::ringing:
            return 2;
        case AgentState::dialing:
            return 1;
        case AgentState::idle:
        case AgentState::wrapup:
        case AgentState::unreachable:
            return 0;
    }
    return 0;
}

bool is_talk(AgentState state)
{
    return state == AgentState::talking || state == AgentState::hold;
}

AgentStretch stretch_of(const AgentRecord& record, TimePoint begin)
{
    return {record.standing, record.state, record.queue, record.linkedid, begin, std::nullopt};
}

// Who is off and has no call leaves no stretch.
bool is_worth_logging(const AgentRecord& record)
{
    return record.standing.status != AgentStatus::off || rank(record.state) > 0;
}

}  // namespace

Agent::Agent(AgentRecord record, AgentRules rules) : record_(std::move(record)), rules_(std::move(rules)) {}

// --- what the person does ----------------------------------------------------------------------------------------

void Agent::sign_in(TimePoint at)
{
    tick(at);
    if (is_off())
        take(rules_.at_sign_in, at);
    else
        heard(at);
}

void Agent::sign_out(TimePoint at)
{
    tick(at);
    if (!is_off()) take({}, at);
}

void Agent::choose(const AgentStanding& standing, TimePoint at)
{
    tick(at);
    record_.next.reset();
    if (!is_in_call() && !record_.wrapup_end) return take(standing, at);
    if (standing != record_.standing) record_.next = standing;
    if (record_.wrapup_end && !is_in_call() && standing.status == AgentStatus::ready) end_wrapup(at);
}

void Agent::extend_wrapup(std::chrono::seconds by, TimePoint at)
{
    tick(at);
    if (record_.wrapup_end) *record_.wrapup_end += by;
}

void Agent::finish_wrapup(TimePoint at)
{
    tick(at);
    if (record_.wrapup_end) end_wrapup(at);
}

// --- what the system sees ----------------------------------------------------------------------------------------

void Agent::call_changed(const Leg& leg, bool is_caller, TimePoint at)
{
    tick(at);
    calls_[leg.key] = call_of(leg, is_caller);
    follow_calls(at);
}

void Agent::call_gone(const LegKey& leg, TimePoint at)
{
    tick(at);
    if (calls_.erase(leg) > 0) follow_calls(at);
}

void Agent::call_missed(TimePoint at)
{
    tick(at);
    if (rules_.pause_when_missed && record_.standing == ready_standing()) take(paused_standing(pause::missed), at);
}

void Agent::lost(TimePoint at)
{
    tick(at);
    if (is_off() || is_lagged()) return;
    auto earlier = record_.standing;
    take(paused_standing(pause::lagged), at);
    record_.earlier = std::move(earlier);
}

void Agent::heard(TimePoint at)
{
    tick(at);
    if (is_lagged()) take(record_.earlier.value_or(rules_.at_sign_in), at);
}

void Agent::phone_reachable(bool is_reachable, TimePoint at)
{
    tick(at);
    is_reachable_ = is_reachable;
    follow_calls(at);
}

void Agent::tick(TimePoint now)
{
    if (record_.wrapup_end && *record_.wrapup_end <= now) end_wrapup(*record_.wrapup_end);
}

void Agent::recall(const Leg& leg, bool is_caller)
{
    calls_[leg.key] = call_of(leg, is_caller);
}

void Agent::resume(TimePoint now)
{
    tick(now);
    follow_calls(now);
}

// --- what comes out ----------------------------------------------------------------------------------------------

bool Agent::is_lagged() const
{
    return record_.standing == paused_standing(pause::lagged);
}

bool Agent::is_in_call() const
{
    return is_talk(record_.state);
}

std::optional<std::string> Agent::wanted_pause() const
{
    switch (record_.standing.status) {
        case AgentStatus::off:
            return std::string{pause::off};
        case AgentStatus::paused:
            return record_.standing.reason.word;
        case AgentStatus::ready:
            break;
    }
    if (record_.wrapup_end || (!record_.served.empty() && rules_.wrapup.count() > 0)) return std::string{pause::wrapup};
    if (!record_.next || record_.next->status == AgentStatus::ready) return std::nullopt;
    return record_.next->status == AgentStatus::off ? std::string{pause::off} : record_.next->reason.word;
}

std::vector<AgentStretch> Agent::take_log()
{
    return std::exchange(log_, {});
}

// --- steps -------------------------------------------------------------------------------------------------------

Agent::Call Agent::call_of(const Leg& leg, bool is_caller)
{
    Call call;
    call.queue = is_caller ? "" : leg.queue;  // of a caller it is the one the agent waits in
    call.linkedid = leg.linkedid;
    if (leg.state == LegState::link) {
        call.state = leg.held ? AgentState::hold : AgentState::talking;
        call.since = leg.answer.value_or(leg.start);
    } else {
        call.state = is_caller ? AgentState::dialing : AgentState::ringing;
        call.since = leg.start;
    }
    return call;
}

// The newest of those that have come furthest.
const Agent::Call* Agent::foremost() const
{
    const Call* best = nullptr;
    for (const auto& [key, call] : calls_) {
        const auto order = std::pair{rank(call.state), call.since};
        if (best == nullptr || order > std::pair{rank(best->state), best->since}) best = &call;
    }
    return best;
}

void Agent::take(const AgentStanding& standing, TimePoint at)
{
    auto changed = record_;
    changed.standing = standing;
    changed.earlier.reset();
    if (standing.status == AgentStatus::off) {
        changed.next.reset();
        changed.wrapup_end.reset();
        changed.served.clear();
    }
    enter(std::move(changed), at);
    follow_calls(at);
}

void Agent::take_next(TimePoint at)
{
    const auto next = std::exchange(record_.next, std::nullopt);
    if (!next) return;
    if (is_lagged())
        record_.earlier = *next;
    else
        take(*next, at);
}

void Agent::end_talk(TimePoint at)
{
    if (record_.served.empty() || record_.wrapup_end) return;
    if (rules_.wrapup.count() > 0)
        record_.wrapup_end = std::max(at, since()) + rules_.wrapup;
    else
        record_.served.clear();
}

void Agent::end_wrapup(TimePoint at)
{
    record_.wrapup_end.reset();
    const auto* call = foremost();
    if (call == nullptr || !is_talk(call->state) || call->linkedid != record_.served) record_.served.clear();
    follow_calls(at);
}

void Agent::follow_calls(TimePoint at)
{
    const auto* call = foremost();
    const bool talks = call != nullptr && is_talk(call->state);
    if (talks && !call->queue.empty() && !is_off() && record_.served != call->linkedid) {
        record_.served = call->linkedid;
        record_.wrapup_end.reset();
    }
    if (is_in_call() && !talks) end_talk(at);
    enter(seen(call), at);
    if (!talks && !record_.wrapup_end) take_next(at);
}

// What the foremost call, or the wrap-up after it, make of the state.
AgentRecord Agent::seen(const Call* call) const
{
    auto changed = record_;
    if (call != nullptr) {
        changed.state = call->state;
        changed.linkedid = call->linkedid;
        // Who consults a colleague does so for the queue's call.
        if (changed.served.empty() || !call->queue.empty()) changed.queue = call->queue;
    } else if (changed.wrapup_end) {
        changed.state = AgentState::wrapup;
        changed.linkedid = changed.served;
    } else {
        changed.state = is_reachable_ ? AgentState::idle : AgentState::unreachable;
        changed.queue.clear();
        changed.linkedid.clear();
        changed.served.clear();
    }
    return changed;
}

void Agent::enter(AgentRecord changed, TimePoint at)
{
    const auto begun = since();
    at = std::max(at, begun);
    const auto before = std::exchange(record_, std::move(changed));
    if (record_.standing != before.standing) record_.standing_since = at;
    if (record_.state != before.state || record_.linkedid != before.linkedid || record_.queue != before.queue)
        record_.state_since = at;
    if (stretch_of(record_, {}) != stretch_of(before, {})) log_change(before, begun, at);
}

void Agent::log_change(const AgentRecord& before, TimePoint begun, TimePoint at)
{
    const bool is_logged = is_worth_logging(record_);
    if (is_worth_logging(before) && (at > begun || !is_logged)) {
        log_.push_back(stretch_of(before, begun));
        log_.back().end = at;
    }
    if (is_logged) log_.push_back(stretch_of(record_, at));
}

}  // namespace calls
