// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables say of the present: agents, calls, queues with their members and callers, telephones, campaigns. Pure
// values; times are UTC, "today" begins at the local midnight of whoever read them.
#pragma once

#include "common/board/campaign_facts.h"
#include "common/calls/agent_status.h"
#include "common/calls/leg.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace board {

// A name within an Asterisk server: a queue, a peer.
using ServerName = std::pair<std::string, std::string>;

// An account with a telephone.
struct AgentFacts {
    unsigned account = 0;
    std::string username;
    std::string name;
    std::string extension;
    std::string agent;      // the number of a dynamic agent
    std::string channel;    // its fixed channel
    std::string interface;  // as a member of queues; empty: never signed in
    std::string server;
    unsigned group = 0;
    std::string group_name;
    std::string telephone;  // peerstatus.status; empty: Asterisk does not know it
    calls::AgentRecord record{};
    bool has_signed_in = false;  // else `record` tells nothing
    std::string colour;          // of the pause reason
    unsigned limit_minutes = 0;  // likewise; 0: none
};

struct CallFacts {
    std::string server;
    calls::Leg leg;
    unsigned src_account = 0;
    unsigned dst_account = 0;
    std::vector<unsigned> groups;  // of the call and of the accounts at its ends
    unsigned campaign = 0;         // that dialed it; 0: none
    unsigned campaign_group = 0;
    std::string dialed_number;  // as the campaign's list has it
    std::string agent_name;     // of a campaign's call: who talks for it
};

struct QueueFacts {
    ServerName queue;
    std::string strategy;
    int waiting = 0;
    int answered = 0;         // Asterisk's own counters: since it was started, or since they were reset
    int abandoned = 0;        // likewise
    int service_percent = 0;  // likewise
    int service_seconds = 0;  // a call answered within this time was served well
    bool has_log = false;     // its queue_log is read: QueueToday counts
};

struct MemberFacts {
    ServerName queue;
    std::string interface;
    std::string status;  // Asterisk's words
    bool is_paused = false;
};

struct CallerFacts {
    ServerName queue;
    std::string channel;
    std::string uniqueid;
    std::string number;
    std::string name;
    int position = 0;
    TimePoint since{};
};

struct PeerFacts {
    ServerName peer;     // TECH/NAME
    std::string status;  // peerstatus.status
    std::optional<TimePoint> since;
};

struct AgentToday {
    long long calls = 0;  // answered
    long long talk_seconds = 0;

    AgentToday& operator+=(const AgentToday& more)
    {
        calls += more.calls;
        talk_seconds += more.talk_seconds;
        return *this;
    }
    bool operator==(const AgentToday&) const = default;
};

struct QueueToday {
    long long answered = 0;
    long long abandoned = 0;
    long long in_time = 0;  // of the answered

    QueueToday& operator+=(const QueueToday& more)
    {
        answered += more.answered;
        abandoned += more.abandoned;
        in_time += more.in_time;
        return *this;
    }
    bool operator==(const QueueToday&) const = default;
};

using AgentsToday = std::map<unsigned, AgentToday>;  // by account
using QueuesToday = std::map<ServerName, QueueToday>;

struct BoardFacts {
    std::vector<AgentFacts> agents;
    std::vector<CallFacts> calls;
    std::vector<QueueFacts> queues;
    std::vector<MemberFacts> members;
    std::vector<CallerFacts> callers;
    std::vector<PeerFacts> peers;
    AgentsToday agents_today;
    QueuesToday queues_today;
    std::vector<CampaignFacts> campaigns;
};

}  // namespace board
