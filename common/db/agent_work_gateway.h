// SPDX-License-Identifier: GPL-3.0-or-later
// agent_work: where an agent who works the dial list stands, and what else decides whether the next number is dialed.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/list_work.h"

namespace db {

struct AgentStanding {
    bool is_busy = false;      // in a call, or in a queue's wrap-up
    bool is_on_break = false;  // paused with a row of pause_reason
    bool is_reachable = true;  // as far as is known
    std::chrono::seconds interval{30};
};

class AgentWorkGateway {
public:
    explicit AgentWorkGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] dialing::ListWork find(unsigned account);
    // Nobody else takes a step of this agent's until the transaction ends. The first thing in it: what is read later is
    // then no older than the row.
    [[nodiscard]] dialing::ListWork lock(unsigned account, TimePoint now);
    void store(unsigned account, const dialing::ListWork& work);
    [[nodiscard]] AgentStanding standing(unsigned account);

private:
    LazyConnection& db_;
};

}  // namespace db
