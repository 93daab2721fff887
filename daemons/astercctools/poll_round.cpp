// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/poll_round.h"

#include <utility>

namespace tools {

std::string_view to_string(List list)
{
    switch (list) {
        case List::queues:
            return "QueueStatus";
        case List::pjsip_endpoints:
            return "PJSIPShowEndpoints";
        case List::pjsip_contacts:
            return "PJSIPShowContacts";
        case List::sip:
            return "SIPpeers";
        case List::iax:
            return "IAXpeerlist";
        case List::devices:
            return "DeviceStateList";
    }
    return {};
}

void PollRound::forget_refusals()
{
    states_ = {};
    abort();
}

void PollRound::begin()
{
    abort();
    is_under_way_ = true;
    has_endpoints_ = false;
    next_ = 0;
}

std::optional<List> PollRound::next()
{
    current_.reset();
    action_id_.clear();
    while (is_under_way_ && next_ < lists) {
        const auto list = static_cast<List>(next_++);
        if (is_worth_asking(list)) return current_ = list;
    }
    is_under_way_ = false;
    return std::nullopt;
}

bool PollRound::is_worth_asking(List list) const
{
    if (list == List::devices && !is_denied(List::pjsip_endpoints) && !is_denied(List::pjsip_contacts)) return false;
    if (list == List::pjsip_contacts && !has_endpoints_) return false;
    return state(list) == State::open;
}

PollRound::Answer PollRound::classify(const ami::Message& message) const
{
    if (action_id_.empty() || message.event().empty() || message.find("ActionID") != action_id_) return Answer::none;
    return message.event().ends_with("Complete") ? Answer::complete : Answer::item;
}

void PollRound::completed()
{
    if (current_ == List::pjsip_endpoints) has_endpoints_ = true;
    current_.reset();
    action_id_.clear();
}

PollRound::Refusal PollRound::refused(std::string_view why)
{
    const auto list = std::exchange(current_, std::nullopt);
    action_id_.clear();
    if (!list) return Refusal::failed;
    auto& state = states_[static_cast<std::size_t>(*list)];
    if (why.find("ermission denied") != std::string_view::npos) {
        state = State::denied;
        return Refusal::denied;
    }
    if (why.find("nvalid/unknown command") != std::string_view::npos) {
        state = State::unsupported;
        return Refusal::unsupported;
    }
    // PJSIP answers "No endpoints found", "No Contacts found".
    if (why.find(": No ") == std::string_view::npos) return Refusal::failed;
    if (*list == List::pjsip_endpoints) has_endpoints_ = true;
    return Refusal::empty;
}

void PollRound::abort()
{
    is_under_way_ = false;
    current_.reset();
    action_id_.clear();
}

}  // namespace tools
