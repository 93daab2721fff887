// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a page may offer to do with a call, by what the Asterisk knows and lets us do. A button that would not
// work is not there.
#pragma once

#include "common/ami/actions.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pbx {

struct CallControls {
    bool dial = false;
    bool hang_up = false;
    bool answer = false;  // by a request to the telephone
    bool hold = false;    // likewise, else by the hold place
    bool mute = false;
    bool keypad = false;
    bool transfer = false;
    bool consult = false;
    bool give_back = false;   // end the consultation and talk to the first party again
    bool conference = false;  // of the consultation's three
    bool mask_recording = false;

    bool operator==(const CallControls&) const = default;
};

// `actions` as ListCommands names them, in lower case; `version` such as "22.10.1"; `phones_take_requests`: they do
// what a NOTIFY with Event: talk or hold asks for; `has_hold_place`: the dialplan has it.
[[nodiscard]] CallControls call_controls(const std::set<std::string, std::less<>>& actions, std::string_view version,
                                         bool phones_take_requests, bool has_hold_place);

// The other party hears music, and the channel's telephone waits at the hold place, until unpark().
[[nodiscard]] std::vector<ami::Result<ami::Action>> park(const std::string& own, const std::string& peer);
[[nodiscard]] std::vector<ami::Result<ami::Action>> unpark(const std::string& own);

// Sends whom the channel talks to on to that number: BlindTransfer where it is known (since 12), else a Redirect of
// that party's channel.
[[nodiscard]] ami::Result<ami::Action> blind_transfer(const std::set<std::string, std::less<>>& actions,
                                                      const std::string& own, const std::string& peer,
                                                      const ami::Target& target);

// Whether PlayDTMF can pretend that the channel's telephone sent the digit.
[[nodiscard]] bool can_receive_dtmf(std::string_view version);

}  // namespace pbx
