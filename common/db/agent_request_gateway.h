// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages see of agents, and how they ask: a row of agent_request, which astercc carries out
// (agent_state_gateway.h). A row is never changed by a page, so the table is the record of who asked for what.
#pragma once

#include "common/calls/agent_news.h"
#include "common/db/account_gateway.h"
#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct OfferedReason {
    unsigned id = 0;
    std::string reason;
    std::string colour;
    unsigned limit_minutes = 0;  // 0: none
};

struct OfferedQueue {
    std::string name;
    bool is_pinned = false;  // queues.conf makes the agent a member
    int waiting = 0;
};

class AgentRequestGateway {
public:
    explicit AgentRequestGateway(LazyConnection& db) : db_(db) {}

    // Of accounts with a telephone only. Signing out counts when the account's last session has ended.
    void sign_in(unsigned account, const std::string& by, TimePoint now);
    void sign_out(unsigned account, const std::string& by, TimePoint now);

    // False: there is no such reason, or queue, for this account.
    bool ask(const Account& account, const std::string& action, TimePoint now);
    bool ask_pause(const Account& account, unsigned reason, TimePoint now);
    bool ask_of_queue(const Account& account, const std::string& action, const std::string& queue, TimePoint now);

    // Nothing: it has never signed in, or astercc does not run.
    [[nodiscard]] std::optional<calls::AgentNews> find(unsigned account);
    [[nodiscard]] std::vector<OfferedReason> reasons(const Account& account);
    [[nodiscard]] std::vector<OfferedQueue> queues(unsigned account);

private:
    LazyConnection& db_;
};

}  // namespace db
