// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: one agent's status and state. Choices, changes of calls, news and the clock go in; what is known now, the log's
// stretches and the pause Asterisk should have come out.
//
// * Time is an argument, and never goes back: what is said to have been earlier than the last change counts from then.
// * During a call and its wrap-up a choice is the next status: it is taken when they are over.
// * Wrap-up follows a queue's call. Asterisk is to pause the agent from the talk on, so that no call slips in between
//   the hangup and a pause that comes after it.
#pragma once

#include "common/calls/agent_status.h"
#include "common/calls/leg.h"

#include <chrono>
#include <map>
#include <vector>

namespace calls {

struct AgentRules {
    std::chrono::seconds wrapup{0};  // 0: none
    bool pause_when_missed = false;
    AgentStanding at_sign_in = paused_standing(pause::login);
};

class Agent {
public:
    explicit Agent(AgentRecord record = {}, AgentRules rules = {});

    void set_rules(AgentRules rules) { rules_ = std::move(rules); }

    // --- what the person does ---
    void sign_in(TimePoint at);
    void sign_out(TimePoint at);
    void choose(const AgentStanding& standing, TimePoint at);
    // Both do nothing outside of a wrap-up.
    void extend_wrapup(std::chrono::seconds by, TimePoint at);
    void finish_wrapup(TimePoint at);

    // --- what the system sees ---
    void call_changed(const Leg& leg, bool is_caller, TimePoint at);
    void call_gone(const LegKey& leg, TimePoint at);
    void call_missed(TimePoint at);
    // Its browser: nothing was heard of it for the time of grace; it was heard again.
    void lost(TimePoint at);
    void heard(TimePoint at);
    void phone_reachable(bool is_reachable, TimePoint at);
    // What is due by then: the end of a wrap-up.
    void tick(TimePoint now);

    // After a restart: a leg as it was at the last change. Nothing follows from it until resume().
    void recall(const Leg& leg, bool is_caller);
    // All that was recalled, or has changed since, has been said.
    void resume(TimePoint now);

    [[nodiscard]] const AgentRecord& record() const { return record_; }
    // The last change.
    [[nodiscard]] TimePoint since() const { return std::max(record_.standing_since, record_.state_since); }
    [[nodiscard]] bool is_off() const { return record_.standing.status == AgentStatus::off; }
    [[nodiscard]] bool is_lagged() const;
    [[nodiscard]] bool is_in_call() const;
    // Why Asterisk should not send a queue's call; nothing: it should.
    [[nodiscard]] std::optional<std::string> wanted_pause() const;

    // What became of the log since it was asked last: of each begin the last word counts.
    [[nodiscard]] std::vector<AgentStretch> take_log();

private:
    struct Call {
        AgentState state = AgentState::ringing;
        TimePoint since{};
        std::string queue;
        std::string linkedid;
    };

    [[nodiscard]] static Call call_of(const Leg& leg, bool is_caller);
    [[nodiscard]] const Call* foremost() const;
    void take(const AgentStanding& standing, TimePoint at);
    void take_next(TimePoint at);
    void end_talk(TimePoint at);
    void end_wrapup(TimePoint at);
    void follow_calls(TimePoint at);
    [[nodiscard]] AgentRecord seen(const Call* call) const;
    void enter(AgentRecord changed, TimePoint at);
    void log_change(const AgentRecord& before, TimePoint begun, TimePoint at);

    AgentRecord record_;
    AgentRules rules_;
    std::map<LegKey, Call> calls_;
    bool is_reachable_ = true;
    std::vector<AgentStretch> log_;
};

}  // namespace calls
