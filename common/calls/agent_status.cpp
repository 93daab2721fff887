// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent_status.h"

namespace calls {

std::string_view to_string(AgentStatus status)
{
    switch (status) {
        case AgentStatus::off:
            return "off";
        case AgentStatus::ready:
            return "ready";
        case AgentStatus::paused:
            return "paused";
    }
    return {};
}

std::string_view to_string(AgentState state)
{
    switch (state) {
        case AgentState::idle:
            return "idle";
        case AgentState::ringing:
            return "ringing";
        case AgentState::dialing:
            return "dialing";
        case AgentState::talking:
            return "talking";
        case AgentState::hold:
            return "hold";
        case AgentState::wrapup:
            return "wrapup";
        case AgentState::unreachable:
            return "unreachable";
    }
    return {};
}

std::optional<AgentStatus> parse_agent_status(std::string_view word)
{
    using enum AgentStatus;
    for (const auto status : {off, ready, paused})
        if (word == to_string(status)) return status;
    return std::nullopt;
}

std::optional<AgentState> parse_agent_state(std::string_view word)
{
    using enum AgentState;
    for (const auto state : {idle, ringing, dialing, talking, hold, wrapup, unreachable})
        if (word == to_string(state)) return state;
    return std::nullopt;
}

}  // namespace calls
