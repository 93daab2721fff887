// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/actions.h"

#include "common/ami/action_builder.h"

#include <algorithm>

namespace ami {

namespace {

constexpr long long max_timeout_ms = 600'000;
constexpr int max_priority = 10'000;
constexpr int max_cause = 127;  // Q.850
constexpr long long max_penalty = 1'000'000;

Action constant(std::string_view name)
{
    return ActionBuilder{name}.build_constant();
}

std::string_view to_string(Application application)
{
    switch (application) {
        case Application::chan_spy:
            return "ChanSpy";
        case Application::conf_bridge:
            return "ConfBridge";
        case Application::playback:
            return "Playback";
        case Application::queue:
            return "Queue";
        case Application::say_unix_time:
            return "SayUnixTime";
    }
    return {};
}

// A number, or "s", where a context begins.
void add_exten(ActionBuilder& action, std::string_view field, std::string_view exten)
{
    if (exten == "s")
        action.text(field, exten);
    else
        action.dial_string(field, exten);
}

void add_target(ActionBuilder& action, const Target& target, std::string_view prefix = {})
{
    const auto field = [&](std::string_view name) { return std::string{prefix}.append(name); };
    add_exten(action, field("Exten"), target.exten);
    action.word(field("Context"), target.context);
    action.number(field("Priority"), target.priority, 1, max_priority);
}

// Asterisk sets what stands before the '=': with parentheses it would be a dialplan function.
bool is_variable_name(std::string_view name)
{
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return !name.empty() && letter(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || digit(c); });
}

// "a=1,b=2" is two variables to Asterisk ('|' instead of ',' in 1.4), and quotes and backslashes guard separators.
// ${...} and $[...] would be evaluated where a dialplan is careless.
void add_variable(ActionBuilder& action, const Variable& variable)
{
    if (!is_variable_name(variable.name)) {
        action.refuse("Variable", "must have a name of letters, digits and underscores");
        return;
    }
    if (variable.value.find("${") != std::string::npos || variable.value.find("$[") != std::string::npos) {
        action.refuse("Variable", variable.name + " may not hold a dialplan expression");
        return;
    }
    action.text_without("Variable", variable.name + "=" + variable.value, ",|\"\\");
}

void add_caller_id(ActionBuilder& action, const Originate& order)
{
    const auto& number = order.caller_number;
    const auto& name = order.caller_name;
    if (number.empty() && name.empty()) return;
    if (!number.empty() && !is_dial_string(number))
        action.refuse("CallerID", "must have a number of 1 to 32 of the characters 0-9 * # +");
    else if (name.find_first_of("\"<>\\") != std::string::npos)
        action.refuse("CallerID", "may not have a name with quotes, angle brackets or backslashes");
    else
        action.text("CallerID", "\"" + name + "\" <" + number + ">");
}

// Queue() takes the name of an AGI script as its sixth argument: it gets no argument but the queue.
std::string_view marks_in_data(Application application)
{
    return application == Application::queue ? "_.-" : "_.,@/:;*#+()& -";
}

void add_what_follows(ActionBuilder& action, const std::variant<Target, RunApplication>& then)
{
    if (const auto* target = std::get_if<Target>(&then)) {
        add_target(action, *target);
        return;
    }
    const auto& [application, data] = std::get<RunApplication>(then);
    action.text("Application", to_string(application));
    if (!data.empty()) action.limited("Data", data, marks_in_data(application));
}

Result<Action> transfer(std::string_view name, std::string_view channel, std::string_view exten,
                        std::string_view context)
{
    ActionBuilder action{name};
    action.channel("Channel", channel).dial_string("Exten", exten).word("Context", context);
    return std::move(action).build();
}

ActionBuilder login(std::string_view user, std::string_view events)
{
    ActionBuilder action{"Login"};
    action.required_text("Username", user).limited("Events", events, ",");
    return action;
}

}  // namespace

std::string Action::serialize(std::string_view action_id) const
{
    std::string out;
    out.reserve(lines_.size() + action_id.size() + 14);
    out.append(lines_).append("ActionID: ").append(action_id).append("\r\n\r\n");
    return out;
}

Action challenge()
{
    ActionBuilder action{"Challenge"};
    action.text("AuthType", "MD5");
    return std::move(action).build_constant();
}

Result<Action> login_by_key(std::string_view user, std::string_view key, std::string_view events)
{
    auto action = login(user, events);
    action.text("AuthType", "MD5").limited("Key", key, "");
    return std::move(action).build();
}

Result<Action> login_by_secret(std::string_view user, std::string_view secret, std::string_view events)
{
    auto action = login(user, events);
    action.text("Secret", secret);
    return std::move(action).build();
}

Action logoff()
{
    return constant("Logoff");
}
Action ping()
{
    return constant("Ping");
}

Result<Action> events(std::string_view mask)
{
    ActionBuilder action{"Events"};
    action.limited("EventMask", mask, ",");
    return std::move(action).build();
}

Action core_settings()
{
    return constant("CoreSettings");
}
Action list_commands()
{
    return constant("ListCommands");
}
Action core_show_channels()
{
    return constant("CoreShowChannels");
}
Action bridge_list()
{
    return constant("BridgeList");
}
Action device_state_list()
{
    return constant("DeviceStateList");
}
Action pjsip_show_endpoints()
{
    return constant("PJSIPShowEndpoints");
}
Action pjsip_show_contacts()
{
    return constant("PJSIPShowContacts");
}
Action sip_peers()
{
    return constant("SIPpeers");
}
Action iax_peer_list()
{
    return constant("IAXpeerlist");
}
Action status()
{
    return constant("Status");
}
Action queue_status()
{
    return constant("QueueStatus");
}
Action queue_summary()
{
    return constant("QueueSummary");
}

Result<Action> status(std::string_view channel)
{
    ActionBuilder action{"Status"};
    action.channel("Channel", channel);
    return std::move(action).build();
}

Result<Action> queue_status(std::string_view queue)
{
    ActionBuilder action{"QueueStatus"};
    action.required_text("Queue", queue);
    return std::move(action).build();
}

Result<Action> queue_member_status(std::string_view interface)
{
    ActionBuilder action{"QueueStatus"};
    action.device("Member", interface);
    return std::move(action).build();
}

Result<Action> queue_summary(std::string_view queue)
{
    ActionBuilder action{"QueueSummary"};
    action.required_text("Queue", queue);
    return std::move(action).build();
}

Result<Action> show_dialplan(std::string_view exten, std::string_view context)
{
    ActionBuilder action{"ShowDialPlan"};
    add_exten(action, "Extension", exten);
    action.word("Context", context);
    return std::move(action).build();
}

Result<Action> hangup(std::string_view channel, std::optional<int> cause)
{
    ActionBuilder action{"Hangup"};
    action.channel("Channel", channel);
    if (cause) action.number("Cause", *cause, 1, max_cause);
    return std::move(action).build();
}

Result<Action> redirect(std::string_view channel, const Target& target)
{
    ActionBuilder action{"Redirect"};
    action.channel("Channel", channel);
    add_target(action, target);
    return std::move(action).build();
}

Result<Action> redirect(std::string_view channel, const Target& target, std::string_view extra_channel,
                        const Target& extra_target)
{
    ActionBuilder action{"Redirect"};
    action.channel("Channel", channel).channel("ExtraChannel", extra_channel);
    add_target(action, target);
    add_target(action, extra_target, "Extra");
    return std::move(action).build();
}

Result<Action> atxfer(std::string_view channel, std::string_view exten, std::string_view context)
{
    return transfer("Atxfer", channel, exten, context);
}

Result<Action> blind_transfer(std::string_view channel, std::string_view exten, std::string_view context)
{
    return transfer("BlindTransfer", channel, exten, context);
}

Result<Action> cancel_atxfer(std::string_view channel)
{
    ActionBuilder action{"CancelAtxfer"};
    action.channel("Channel", channel);
    return std::move(action).build();
}

Result<Action> play_dtmf(std::string_view channel, char digit, Dtmf way)
{
    constexpr std::string_view digits = "0123456789*#ABCDabcd";
    ActionBuilder action{"PlayDTMF"};
    action.channel("Channel", channel);
    if (digits.find(digit) == std::string_view::npos) action.refuse("Digit", "must be one of 0-9 * # A-D");
    action.text("Digit", {&digit, 1});
    if (way == Dtmf::received) action.flag("Receive", true);
    return std::move(action).build();
}

Result<Action> mute_audio(std::string_view channel, bool muted)
{
    ActionBuilder action{"MuteAudio"};
    action.channel("Channel", channel).text("Direction", "in").text("State", muted ? "on" : "off");
    return std::move(action).build();
}

Result<Action> notify_phone(std::string_view channel, PhoneEvent event)
{
    ActionBuilder action{"PJSIPNotify"};
    action.channel("Channel", channel).text("Variable", event == PhoneEvent::talk ? "Event=talk" : "Event=hold");
    return std::move(action).build();
}

// Asterisk joins File, Options and a shell command with commas: a comma in the first two would start the third.
Result<Action> mix_monitor(std::string_view channel, std::string_view file, std::string_view options)
{
    ActionBuilder action{"MixMonitor"};
    action.channel("Channel", channel).limited("File", file, "._/-");
    if (file.find("..") != std::string_view::npos) action.refuse("File", "may not hold two dots in a row");
    if (!options.empty()) action.limited("Options", options, "_()");
    return std::move(action).build();
}

Result<Action> stop_mix_monitor(std::string_view channel, std::string_view monitor_id)
{
    ActionBuilder action{"StopMixMonitor"};
    action.channel("Channel", channel).word_if("MixMonitorID", monitor_id);
    return std::move(action).build();
}

Result<Action> mute_mix_monitor(std::string_view channel, bool muted)
{
    ActionBuilder action{"MixMonitorMute"};
    action.channel("Channel", channel).text("Direction", "both").text("State", muted ? "1" : "0");
    return std::move(action).build();
}

Result<Action> monitor(std::string_view channel, std::string_view file, std::string_view format)
{
    ActionBuilder action{"Monitor"};
    action.channel("Channel", channel).limited("File", file, "._/-");
    if (file.find("..") != std::string_view::npos) action.refuse("File", "may not hold two dots in a row");
    action.word("Format", format).flag("Mix", true);
    return std::move(action).build();
}

Result<Action> stop_monitor(std::string_view channel)
{
    ActionBuilder action{"StopMonitor"};
    action.channel("Channel", channel);
    return std::move(action).build();
}

Result<Action> set_variable(std::string_view channel, const Variable& variable)
{
    ActionBuilder action{"Setvar"};
    action.channel("Channel", channel);
    if (!is_variable_name(variable.name))
        action.refuse("Variable", "must be a name of letters, digits and underscores");
    if (variable.value.find("${") != std::string::npos || variable.value.find("$[") != std::string::npos)
        action.refuse("Value", "may not hold a dialplan expression");
    action.text("Variable", variable.name).text("Value", variable.value);
    return std::move(action).build();
}

Result<Action> get_variable(std::string_view channel, std::string_view name)
{
    ActionBuilder action{"Getvar"};
    action.channel("Channel", channel);
    if (!is_variable_name(name)) action.refuse("Variable", "must be a name of letters, digits and underscores");
    action.text("Variable", name);
    return std::move(action).build();
}

Result<Action> originate(const Originate& order)
{
    ActionBuilder action{"Originate"};
    action.device("Channel", order.channel);
    add_what_follows(action, order.then);
    action.number("Timeout", order.timeout.count(), 1, max_timeout_ms);
    add_caller_id(action, order);
    action.word_if("Account", order.account);
    action.word_if("ChannelId", order.channel_id);
    action.word_if("OtherChannelId", order.other_channel_id);
    for (const auto& variable : order.variables)
        add_variable(action, variable);
    if (order.early_media) action.flag("EarlyMedia", true);
    action.flag("Async", true);
    return std::move(action).build();
}

Result<Action> queue_add(const QueueMember& member)
{
    ActionBuilder action{"QueueAdd"};
    action.required_text("Queue", member.queue).device("Interface", member.interface);
    action.number("Penalty", member.penalty, 0, max_penalty).flag("Paused", member.paused);
    action.text_if("MemberName", member.name);
    // FreePBX watches "hint:8001@ext-local" here.
    if (!member.state_interface.empty()) action.limited("StateInterface", member.state_interface, "_.@/:*#+-");
    return std::move(action).build();
}

Result<Action> queue_remove(std::string_view queue, std::string_view interface)
{
    ActionBuilder action{"QueueRemove"};
    action.required_text("Queue", queue).device("Interface", interface);
    return std::move(action).build();
}

Result<Action> queue_pause(std::string_view interface, bool paused, std::string_view queue, std::string_view reason)
{
    ActionBuilder action{"QueuePause"};
    action.device("Interface", interface).flag("Paused", paused);
    action.text_if("Queue", queue).text_if("Reason", reason);
    return std::move(action).build();
}

}  // namespace ami
