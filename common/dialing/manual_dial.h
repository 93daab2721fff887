// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what Asterisk is asked for when a person asks for a call on a page. Whether it may be made: may_dial.h.
#pragma once

#include "common/ami/actions.h"

#include <optional>
#include <string>
#include <string_view>

namespace dialing {

// How somebody's telephone is reached, and where his calls leave.
struct Desk {
    std::string extension;
    std::string channel;      // a fixed one, "PJSIP/8001"; else the extension is dialed in `incontext`
    std::string accountcode;  // empty: the caller id stands for it
    std::string incontext;    // agents are reached through it
    std::string outcontext;   // numbers are dialed in it
};

enum class FirstRing { caller, callee };

// Click to dial. The agent's telephone rings first and shows the number, or the number is called first and gets to see
// the extension.
[[nodiscard]] ami::Originate click_to_dial(const Desk& desk, const std::string& number, FirstRing first);

// A number of the dial list: the agent's telephone rings first, whatever click to dial does.
struct ListCall {
    std::string channel_id;  // the call's name: it becomes the Linkedid (Asterisk 12 and later)
    std::string caller_id;   // of the campaign; empty: the number itself, as with click to dial
    unsigned campaign = 0;   // the dialplan reads it as ${campaignid}; 0: none
};
[[nodiscard]] ami::Originate dial_from_list(const Desk& desk, const std::string& number, const ListCall& call);

// Quick dial: `source` is called, and when it answers is connected to `target`. Each is the own extension or a number,
// and sees the other.
[[nodiscard]] ami::Originate quick_dial(const Desk& desk, const std::string& source, const std::string& target);

// A supervisor's telephone rings, and then hears the call of that channel. With whisper the channel's telephone hears
// the supervisor, and nobody else does; with barge both parties do.
enum class Listening { silent, whisper, barge };
[[nodiscard]] std::optional<Listening> parse_listening(std::string_view word);
[[nodiscard]] ami::Originate listen_in(const Desk& desk, const std::string& channel, Listening how);

// The same order as the text of a call file (system.allow_dropcall). Refuses what the action would refuse.
[[nodiscard]] ami::Result<std::string> call_file(const ami::Originate& order);

}  // namespace dialing
