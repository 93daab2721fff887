// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/channel.h"

#include "common/calls/agent_match.h"

#include <algorithm>

namespace calls {

bool LegRecord::is_local_pair() const
{
    return dst != nullptr && src->is_local() && dst->is_local();
}

bool LegRecord::is_held() const
{
    // Who was put on hold before is not who talks with that end since.
    const auto is_since = [this](const OptionalTime& begin) { return begin && *begin >= *answer; };
    return answer && (is_since(src->held) || is_since(src->music) || is_since(dst->held) || is_since(dst->music));
}

LegState LegRecord::state() const
{
    if (is_solo()) return LegState::ring;
    if (answer) return LegState::link;
    return ringing ? LegState::ringing : LegState::dial;
}

LegKey LegRecord::key() const
{
    return {src->uid.str(), is_solo() ? std::string{} : dst->uid.str()};
}

Leg LegRecord::to_leg() const
{
    Leg leg;
    leg.key = key();
    leg.linkedid = src->call->linkedid;
    // What is dialed behind an originated Local channel is called in the originator's name.
    leg.src = behind && src->originated ? src->number : src->known_number();
    leg.srcname = src->caller_name;
    leg.dst = is_solo() ? src->exten : dst_number;
    leg.srcchan = src->name;
    leg.didnumber = src->did;
    leg.queue = is_solo() ? src->queue : queue;
    leg.start = start;
    leg.state = state();
    leg.legno = legno != 0 ? legno : src->call->next_number();
    if (!leg.queue.empty()) leg.waiting_since = is_solo() ? src->joined : waiting_since;
    if (!is_solo()) {
        leg.dstchan = dst->name;
        leg.ringing = ringing;
        leg.answer = answer;
        leg.answer_guessed = answer_guessed;
        leg.held = is_held();
    }
    return leg;
}

bool Channel::is_talking() const
{
    const auto talking = [](const auto& leg) { return leg->talking_since.has_value(); };
    return std::ranges::any_of(own_legs, talking) || std::ranges::any_of(in_legs, talking);
}

bool Channel::has_answered_leg() const
{
    const auto is_answered = [](const auto& leg) { return leg->answer.has_value(); };
    return std::ranges::any_of(own_legs, is_answered) || std::ranges::any_of(in_legs, is_answered);
}

std::string_view device_number(std::string_view channel_name)
{
    std::string_view device = device_of(channel_name);
    const auto slash = device.find('/');
    return slash == std::string_view::npos ? device : device.substr(slash + 1);
}

LocalHalf half_of(std::string_view channel_name)
{
    // 1.4 writes ",1" and ",2".
    constexpr std::string_view kLocal = "Local/";
    if (!channel_name.starts_with(kLocal) || channel_name.size() < kLocal.size() + 2) return LocalHalf::none;
    const char separator = channel_name[channel_name.size() - 2];
    if (separator != ';' && separator != ',') return LocalHalf::none;
    switch (channel_name.back()) {
        case '1':
            return LocalHalf::near;
        case '2':
            return LocalHalf::far;
        default:
            return LocalHalf::none;
    }
}

std::string sibling_name(std::string_view channel_name)
{
    std::string name{channel_name};
    name.back() = name.back() == '1' ? '2' : '1';
    return name;
}

std::string_view number_in_dial_string(std::string_view dial_string)
{
    const auto is_number = [](std::string_view token) {
        return !token.empty() && token.find_first_not_of("0123456789*#+") == std::string_view::npos;
    };
    while (!dial_string.empty()) {
        const auto end = dial_string.find_first_of("/@");
        const std::string_view token = dial_string.substr(0, end);
        if (is_number(token)) return token;
        if (end == std::string_view::npos) break;
        dial_string.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace calls
