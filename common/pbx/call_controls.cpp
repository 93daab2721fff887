// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/call_controls.h"

#include "common/calls/hold_place.h"
#include "common/runtime/text.h"

#include <array>

namespace pbx {

namespace {

struct Version {
    long long major = 0;
    long long minor = 0;
};

// "18.21.0", "certified/18.9-cert4", "GIT-master-1a2b": what is no number counts as 0.
Version parse_version(std::string_view text)
{
    const auto parts = runtime::split_list(text, '.');
    const auto part = [&](std::size_t i) { return i < parts.size() ? runtime::to_number(parts[i]).value_or(0) : 0; };
    return {part(0), part(1)};
}

}  // namespace

bool can_receive_dtmf(std::string_view text)
{
    constexpr std::array first{Version{18, 21}, Version{20, 6}, Version{21, 1}};
    const auto version = parse_version(text);
    if (version.major > first.back().major) return true;
    for (const auto& since : first)
        if (version.major == since.major) return version.minor >= since.minor;
    return false;
}

CallControls call_controls(const std::set<std::string, std::less<>>& actions, std::string_view version,
                           bool phones_take_requests, bool has_hold_place)
{
    const auto knows = [&](std::string_view action) { return actions.contains(action); };
    CallControls can;
    can.dial = knows("originate");
    can.hang_up = knows("hangup");
    can.answer = phones_take_requests && knows("pjsipnotify");
    can.hold = can.answer || (has_hold_place && knows("atxfer") && knows("cancelatxfer") && knows("setvar"));
    can.mute = knows("muteaudio");
    can.keypad = knows("playdtmf");
    can.transfer = knows("blindtransfer") || knows("redirect");
    can.consult = knows("atxfer") && can.hang_up;
    can.give_back = can.consult && knows("cancelatxfer");
    can.conference = can.consult && can.keypad && can_receive_dtmf(version);
    can.mask_recording = knows("mixmonitormute");
    return can;
}

std::vector<ami::Result<ami::Action>> park(const std::string& own, const std::string& peer)
{
    const auto inherited = [](std::string_view name) { return "__" + std::string{name}; };
    return {ami::set_variable(own, {inherited(calls::holder_variable), own}),
            ami::set_variable(own, {inherited(calls::held_variable), peer}),
            ami::atxfer(own, calls::hold_extension, calls::hold_context)};
}

// What Atxfer leaves behind would lead the telephone's own transfers to the hold place.
std::vector<ami::Result<ami::Action>> unpark(const std::string& own)
{
    return {ami::cancel_atxfer(own), ami::set_variable(own, {"TRANSFER_CONTEXT", ""})};
}

ami::Result<ami::Action> blind_transfer(const std::set<std::string, std::less<>>& actions, const std::string& own,
                                        const std::string& peer, const ami::Target& target)
{
    if (actions.contains("blindtransfer")) return ami::blind_transfer(own, target.exten, target.context);
    return ami::redirect(peer, target);
}

}  // namespace pbx
