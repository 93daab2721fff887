// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what Asterisk says of a call of the dialer, out of AMI's words.
//
// The dialer names its calls: NAME is the Uniqueid of the half that stays with the person (Local ;1) and the Linkedid
// of all channels of the call; NAME-out is the half that calls (Local ;2).
#pragma once

#include "common/ami/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dialing {

enum class CallEventKind {
    refused,       // Asterisk did not take the order
    not_placed,    // OriginateResponse: Failure; `number` is its Reason
    rings,         // the called telephone
    not_answered,  // one way to the telephone ended; `word` is its DialStatus
    answered,
    machine_told,  // `word` is AMD's status, `more` its cause
    person,        // a person was found to be there, and the time for an agent begins
    agent_rings,
    agent_answered,   // `word` is the agent's channel
    agent_connected,  // by a queue; `word` is the agent's interface
    agent_done,       // by a queue
    nobody,           // no agent came in time
    leg_gone,         // another channel of the call; `number` is its hangup cause
    out_gone,         // NAME-out
    gone,             // NAME
};

struct CallEvent {
    CallEventKind kind{};
    int number = 0;
    std::string word{};
    std::string more{};

    bool operator==(const CallEvent&) const = default;
};

struct AboutCall {
    std::string call{};       // NAME; empty: only the order tells
    std::string action_id{};  // of the order
    CallEvent event{};
};

[[nodiscard]] std::string call_name(std::uint64_t listed, long long epoch_ms);
[[nodiscard]] std::string out_name(const std::string& call);
// "" when the channel or call is none of the dialer's.
[[nodiscard]] std::string_view call_of(std::string_view uniqueid);

// Nothing: not about a call of the dialer, or nothing that matters.
[[nodiscard]] std::optional<AboutCall> read_call_event(const ami::Message& message);
// Events that read_call_event may make something of, by name.
[[nodiscard]] bool is_call_event(std::string_view event);

}  // namespace dialing
