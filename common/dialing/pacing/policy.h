// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what every way of pacing a campaign has in common: it hears what became of calls and agents, and says how many
// calls to place at this moment, and why not more.
//
// Times are seconds since the campaign began to dial, as double: this is arithmetic with rates, and the caller's clock
// is the only one. Events come in the order of their times, and before the decision that may build on them. One thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace dialing::pacing {

enum class EventKind : char {
    dialed = 'D',
    person = 'H',  // a person is on the line and needs an agent
    machine = 'M',
    busy = 'B',
    failed = 'F',
    no_answer = 'N',
    connected = 'C',   // person or machine, with an agent
    abandoned = 'X',   // no agent within the limit
    talk_ended = 'W',  // the agent wraps up; `was_machine` as the agent found it
    agent_free = 'I',  // also an agent who has logged in
    agent_gone = 'O',  // paused or logged out
};

struct Event {
    EventKind kind{};
    double at = 0;
    std::int64_t call = -1;
    int agent = -1;  // any number of the caller's that stays with the agent
    bool was_machine = false;

    bool operator==(const Event&) const = default;
};

// The campaign at the moment of a decision. Agents are those of this campaign.
struct Situation {
    double now = 0;
    int idle = 0;
    int talking = 0;
    int wrapping = 0;
    int paused = 0;
    int ringing = 0;  // dialed, and nothing is known yet
    int queued = 0;   // persons who wait for an agent
    int lines_free = 0;
    long placed = 0;  // calls so far
    long connected = 0;
    long abandoned = 0;

    bool operator==(const Situation&) const = default;
};

// Why not one call more.
enum class Reason {
    no_agents,           // nobody is logged in and at work
    no_lines,            // every line is taken
    calls_cover_idle,    // one line for each idle agent
    learning,            // the same, since too few calls have been seen to predict from
    risk_of_abandoning,  // one more would too likely find no agent
    window_spent,        // 30 minutes' abandoned calls are used up
    campaign_spent,      // the campaign's abandoned calls are used up
    calls_waiting,       // somebody waits for an agent already
    limit_reached,       // as many calls as were set
};

[[nodiscard]] std::string_view to_string(Reason reason);

struct Decision {
    int calls = 0;  // to place at once, never more than lines_free
    Reason why_not_more{};
};

class Policy {
public:
    virtual ~Policy() = default;
    virtual void hear(const Event& event) = 0;
    [[nodiscard]] virtual Decision decide(const Situation& situation) = 0;
};

}  // namespace dialing::pacing
