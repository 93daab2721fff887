// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of agents as astercc uses them, for the accounts of one server: what people asked for, what is known of
// browsers and telephones, and what it writes of status, state, queues and the log. Writes are idempotent by natural
// key.
#pragma once

#include "common/calls/agent.h"
#include "common/calls/agent_match.h"
#include "common/calls/agent_queues.h"
#include "common/db/connection.h"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace db {

// Where an agent stands: its rows of agent_state and agent_queue.
struct AgentRow {
    unsigned account = 0;
    unsigned group = 0;
    std::string interface;  // as a member of queues
    calls::AgentRecord record;
    calls::QueueSeats seats;  // as chosen: `in` also while the agent is off
    std::string error;

    bool operator==(const AgentRow&) const = default;
};

struct AskedRow {
    std::uint64_t id = 0;
    unsigned account = 0;
    std::string action;
    calls::PauseReason reason;
    std::string queue;
    TimePoint at{};
};

// A leg that has ended since its agent's last change.
struct EndedAgentLeg {
    unsigned account = 0;
    bool is_caller = false;
    calls::Leg leg;
    TimePoint end{};
};

struct AgentSilence {
    unsigned account = 0;
    std::optional<std::chrono::seconds> seconds;  // nothing: has no session
};

struct PauseReasonRow {
    unsigned id = 0;
    unsigned group = 0;  // 0: of all
    std::string word;
};

struct GroupAgentRules {
    std::chrono::seconds wrapup{0};
    bool pause_when_missed = false;
};

class AgentStateGateway {
public:
    AgentStateGateway(Connection& connection, std::string server) : db_(connection), server_(std::move(server)) {}

    [[nodiscard]] std::vector<AgentRow> agents();
    [[nodiscard]] std::vector<EndedAgentLeg> ended_legs();
    [[nodiscard]] std::unordered_map<unsigned, GroupAgentRules> rules_of_groups();
    [[nodiscard]] std::vector<PauseReasonRow> pause_reasons();
    [[nodiscard]] std::vector<AskedRow> asked();
    // Of who is not off.
    [[nodiscard]] std::vector<AgentSilence> silences();
    // TECH/NAME
    [[nodiscard]] std::set<std::string> unreachable_phones();

    void put_state(const AgentRow& row);
    void put_seats(unsigned account, const calls::QueueSeats& seats);
    void put_log(const AgentRow& row, const std::vector<calls::AgentStretch>& stretches);
    // An empty error: it was done.
    void settle(std::uint64_t request, const std::string& error);

private:
    void read_seats(std::vector<AgentRow>& agents);

    Connection& db_;
    std::string server_;
};

}  // namespace db
