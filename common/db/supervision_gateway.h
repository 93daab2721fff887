// SPDX-License-Identifier: GPL-3.0-or-later
// What a supervisor works on, within the scope: live calls with an account at an end, and agents. A forced state is a
// row of agent_request under the supervisor's name; astercc carries it out. Who is told is a row of the feed.
#pragma once

#include "common/calls/agent_status.h"
#include "common/calls/supervisor_notice.h"
#include "common/crm/permission.h"
#include "common/db/portal_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct SupervisedCall {
    LiveCall call;                   // `incoming`: the first of the accounts is its destination
    std::vector<unsigned> accounts;  // of the scope, at its ends; none: administrators see such calls, too
};

struct SupervisedAgent {
    unsigned account = 0;
    unsigned group = 0;
    std::string name;
    calls::AgentState state = calls::AgentState::idle;
};

struct GroupPauseReason {
    unsigned id = 0;
    std::string word;
    std::string colour;
    unsigned limit_minutes = 0;  // 0: none
    unsigned group = 0;          // 0: of all
};

struct ForcedPause {
    unsigned reason = 0;  // a row of pause_reason that holds for the agent's group
    std::string word;
};

class SupervisionGateway {
public:
    explicit SupervisionGateway(LazyConnection& db) : db_(db) {}

    // A live leg. With `account` that one is the first of its accounts, and there is no call without it; 0: the
    // destination's before the caller's.
    [[nodiscard]] std::optional<SupervisedCall> call(const crm::Scope& scope, const std::string& server,
                                                     const calls::LegKey& leg, unsigned account);
    // Whom astercc knows as an agent.
    [[nodiscard]] std::optional<SupervisedAgent> agent(const crm::Scope& scope, unsigned account);
    [[nodiscard]] std::vector<GroupPauseReason> pause_reasons(const crm::Scope& scope);
    [[nodiscard]] std::optional<ForcedPause> pause_reason(unsigned reason, unsigned group);

    // `action`: ready, pause, off
    void ask(const SupervisedAgent& agent, const std::string& action, const ForcedPause& pause, const std::string& by,
             TimePoint now);
    // `by`: the supervisor's account.
    void tell(unsigned account, const calls::SupervisorNotice& notice, unsigned by);

private:
    LazyConnection& db_;
};

}  // namespace db
