// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: whose agents are members of a queue: those groups' supervisors see it. An agent is a member by its interface,
// or by any telephone of its own.
#pragma once

#include "common/board/board_facts.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace board {

// Members by what they can do now. An agent in wrap-up is busy.
struct MemberCounts {
    int ready = 0;
    int ringing = 0;
    int busy = 0;
    int paused = 0;
    int unavailable = 0;
    std::set<unsigned> accounts;

    [[nodiscard]] int all() const { return ready + ringing + busy + paused + unavailable; }
};

class QueueSeating {
public:
    QueueSeating(const std::vector<AgentFacts>& agents, const std::vector<MemberFacts>& members);

    [[nodiscard]] MemberCounts members(const ServerName& queue) const;
    [[nodiscard]] std::set<unsigned> groups(const ServerName& queue) const;
    // Whether the peer is an agent's telephone.
    [[nodiscard]] bool has_agent(const ServerName& peer) const { return telephones_.contains(peer); }

private:
    struct Queue {
        MemberCounts members;
        std::set<unsigned> groups;
    };

    void learn_telephones(const AgentFacts& agent);
    void seat(const MemberFacts& member);

    std::map<ServerName, const AgentFacts*> telephones_;  // of the facts it was made from
    std::map<ServerName, Queue> queues_;
};

}  // namespace board
