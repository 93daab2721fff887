// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the words for what an agent is doing. Status is what the person chose, state what the system sees; both are
// facts of their own. docs/architecture/agent-state.md.
#pragma once

#include "common/runtime/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calls {

using runtime::TimePoint;

enum class AgentStatus { off, ready, paused };
enum class AgentState { idle, ringing, dialing, talking, hold, wrapup, unreachable };

[[nodiscard]] std::string_view to_string(AgentStatus);
[[nodiscard]] std::string_view to_string(AgentState);
[[nodiscard]] std::optional<AgentStatus> parse_agent_status(std::string_view);
[[nodiscard]] std::optional<AgentState> parse_agent_state(std::string_view);

// A row of pause_reason, or with id 0 one of the system's own.
struct PauseReason {
    std::uint32_t id = 0;
    std::string word;  // Asterisk is given it, and the log keeps it when the row has gone
    bool operator==(const PauseReason&) const = default;
};

namespace pause {
inline constexpr std::string_view login = "LOGIN";    // has signed in, and not said "ready" yet
inline constexpr std::string_view plain = "PAUSED";   // is busy, and need not say why
inline constexpr std::string_view missed = "MISSED";  // let a call of a queue ring
inline constexpr std::string_view wrapup = "WRAPUP";  // of Asterisk's pause only: wrap-up is a state
inline constexpr std::string_view lagged = "LAGGED";  // nothing was heard of the browser
inline constexpr std::string_view off = "OFF";        // of Asterisk's pause only: a member of queues.conf who is off
}  // namespace pause

// A status with its reason.
struct AgentStanding {
    AgentStatus status = AgentStatus::off;
    PauseReason reason{};  // of `paused`
    bool operator==(const AgentStanding&) const = default;
};

[[nodiscard]] inline AgentStanding ready_standing()
{
    return {AgentStatus::ready, {}};
}
[[nodiscard]] inline AgentStanding paused_standing(std::string_view system_reason)
{
    return {AgentStatus::paused, {0, std::string{system_reason}}};
}

// All that is known of an agent: a row of agent_state.
struct AgentRecord {
    AgentStanding standing;
    TimePoint standing_since{};
    AgentState state = AgentState::idle;
    TimePoint state_since{};
    std::string queue;     // of the call, and of its wrap-up
    std::string linkedid;  // likewise
    std::string served;    // Linkedid of the queue's call that is talked to, or wrapped up
    std::optional<TimePoint> wrapup_end;
    std::optional<AgentStanding> next;     // chosen during a call or its wrap-up
    std::optional<AgentStanding> earlier;  // before LAGGED

    bool operator==(const AgentRecord&) const = default;
};

// A time in which nothing changed: a row of agent_log. An agent has one at a time, known by its begin.
struct AgentStretch {
    AgentStanding standing;
    AgentState state = AgentState::idle;
    std::string queue;
    std::string linkedid;
    TimePoint begin{};
    std::optional<TimePoint> end;  // nothing: it goes on

    bool operator==(const AgentStretch&) const = default;
};

}  // namespace calls
