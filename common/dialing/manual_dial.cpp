// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/manual_dial.h"

namespace dialing {

namespace {

constexpr std::chrono::seconds ring_limit{30};

std::string local_channel(const std::string& number, const std::string& context)
{
    return "Local/" + number + "@" + context + "/n";
}

bool is_all_digits(const std::string& text)
{
    return text.find_first_not_of("0123456789") == std::string::npos;
}

std::string own_channel(const Desk& desk)
{
    return desk.channel.empty() ? local_channel(desk.extension, desk.incontext) : desk.channel;
}

// Quiet, and until that channel hangs up.
std::string spy_options(Listening how)
{
    switch (how) {
        case Listening::silent:
            break;
        case Listening::whisper:
            return ",qEw";
        case Listening::barge:
            return ",qEB";
    }
    return ",qE";
}

}  // namespace

std::optional<Listening> parse_listening(std::string_view word)
{
    if (word == "silent") return Listening::silent;
    if (word == "whisper") return Listening::whisper;
    if (word == "barge") return Listening::barge;
    return std::nullopt;
}

ami::Originate click_to_dial(const Desk& desk, const std::string& number, FirstRing first)
{
    return first == FirstRing::caller ? quick_dial(desk, desk.extension, number)
                                      : quick_dial(desk, number, desk.extension);
}

ami::Originate dial_from_list(const Desk& desk, const std::string& number, const ListCall& call)
{
    auto order = click_to_dial(desk, number, FirstRing::caller);
    order.channel_id = call.channel_id;
    if (!call.caller_id.empty()) order.caller_number = call.caller_id;
    order.variables.push_back({"__dialednumber", number});
    if (call.campaign != 0) order.variables.push_back({"__campaignid", std::to_string(call.campaign)});
    return order;
}

ami::Originate quick_dial(const Desk& desk, const std::string& source, const std::string& target)
{
    const bool is_own = source == desk.extension;
    ami::Originate order;
    order.channel = is_own ? own_channel(desk) : local_channel(source, desk.outcontext);
    order.then = ami::Target{target, target == desk.extension ? desk.incontext : desk.outcontext, 1};
    order.timeout = ring_limit;
    order.caller_number = target;
    order.account = desk.accountcode.empty() && is_all_digits(target) ? target : desk.accountcode;
    return order;
}

ami::Originate listen_in(const Desk& desk, const std::string& channel, Listening how)
{
    ami::Originate order;
    order.channel = own_channel(desk);
    order.then = ami::RunApplication{ami::Application::chan_spy, channel + spy_options(how)};
    order.timeout = ring_limit;
    order.caller_number = desk.extension;
    order.account = desk.accountcode;
    return order;
}

ami::Result<std::string> call_file(const ami::Originate& order)
{
    BOOST_OUTCOME_TRY(checked, ami::originate(order));
    (void)checked;
    const auto& target = std::get<ami::Target>(order.then);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(order.timeout).count();
    std::string variables;
    for (const auto& [name, value] : order.variables)
        variables += "Setvar: " + name + "=" + value + "\n";
    return "Channel: " + order.channel + "\nWaitTime: " + std::to_string(seconds) + "\nMaxRetries: 0\nCallerID: <" +
           order.caller_number + ">\n" + (order.account.empty() ? "" : "Account: " + order.account + "\n") +
           "Context: " + target.context + "\nExtension: " + target.exten +
           "\nPriority: " + std::to_string(target.priority) + "\n" + variables;
}

}  // namespace dialing
