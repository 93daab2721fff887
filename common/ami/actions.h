// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: everything we ever ask of Asterisk, one builder each. What a person typed or a row holds reaches AMI only
// through here, so nothing can add a line, a second action, a dialplan function or a command of its own:
//
// * control bytes are refused everywhere, and lines over 1000 bytes and actions over 100 headers (Asterisk cuts at
//   1024 and 128);
// * a number to dial is 1 to 32 of 0-9 * # +;
// * there is no Command action, and Originate runs only the applications named here;
// * values that Asterisk takes apart (variables, MixMonitor's arguments, caller ids) may not hold its separators.
//
// A refusal is one sentence naming action and field. The ActionID is added by the session.
#pragma once

#include "common/runtime/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ami {

using runtime::Result;

// A checked action, ready to be sent.
class Action {
public:
    [[nodiscard]] const std::string& name() const { return name_; }
    // The bytes on the wire. `action_id` is letters, digits and '-'.
    [[nodiscard]] std::string serialize(std::string_view action_id) const;

private:
    friend class ActionBuilder;
    Action(std::string name, std::string lines) : name_(std::move(name)), lines_(std::move(lines)) {}

    std::string name_;
    std::string lines_;  // from "Action:" on, each with its CR LF
};

// --- the session itself ------------------------------------------------------------------------------------
[[nodiscard]] Action challenge();
// `key` is the hex digest over challenge and secret; `events` is "on", "off" or classes: "call,agent".
[[nodiscard]] Result<Action> login_by_key(std::string_view user, std::string_view key, std::string_view events);
[[nodiscard]] Result<Action> login_by_secret(std::string_view user, std::string_view secret, std::string_view events);
[[nodiscard]] Action logoff();
[[nodiscard]] Action ping();
[[nodiscard]] Result<Action> events(std::string_view mask);

// --- what is there (list actions: the items come as events with our ActionID) --------------------------------
[[nodiscard]] Action core_settings();
[[nodiscard]] Action list_commands();  // a header per action that this user may use
// Answered with an Error when the dialplan has no such extension.
[[nodiscard]] Result<Action> show_dialplan(std::string_view exten, std::string_view context);
[[nodiscard]] Action core_show_channels();
[[nodiscard]] Action bridge_list();
[[nodiscard]] Action device_state_list();
// Asterisk asks for write=system for the first two, write=system or reporting for the others.
[[nodiscard]] Action pjsip_show_endpoints();
[[nodiscard]] Action pjsip_show_contacts();
[[nodiscard]] Action sip_peers();
[[nodiscard]] Action iax_peer_list();  // since 1.8
[[nodiscard]] Action status();         // of all channels
[[nodiscard]] Result<Action> status(std::string_view channel);
[[nodiscard]] Action queue_status();  // of all queues
[[nodiscard]] Result<Action> queue_status(std::string_view queue);
[[nodiscard]] Result<Action> queue_member_status(std::string_view interface);  // of one member in all queues
[[nodiscard]] Action queue_summary();
[[nodiscard]] Result<Action> queue_summary(std::string_view queue);

// --- live calls ----------------------------------------------------------------------------------------------
// Where in the dialplan a call goes.
struct Target {
    std::string exten;  // a number, or "s"
    std::string context;
    int priority = 1;
};

struct Variable {
    std::string name;  // [A-Za-z_][A-Za-z0-9_]*: no function such as SHELL() or FILE()
    std::string value;
};

[[nodiscard]] Result<Action> hangup(std::string_view channel, std::optional<int> cause = std::nullopt);
[[nodiscard]] Result<Action> redirect(std::string_view channel, const Target& target);
// Both ends of a call, each to a place of its own.
[[nodiscard]] Result<Action> redirect(std::string_view channel, const Target& target, std::string_view extra_channel,
                                      const Target& extra_target);
[[nodiscard]] Result<Action> atxfer(std::string_view channel, std::string_view exten, std::string_view context);
[[nodiscard]] Result<Action> blind_transfer(std::string_view channel, std::string_view exten, std::string_view context);
// Back to the first call, out of the consultation that Atxfer began.
[[nodiscard]] Result<Action> cancel_atxfer(std::string_view channel);
// To the telephone at the channel's end, or as if that telephone had sent it (Asterisk 18.21, 20.6, 21.1 and later).
enum class Dtmf { sent, received };
[[nodiscard]] Result<Action> play_dtmf(std::string_view channel, char digit, Dtmf way = Dtmf::sent);
// What the telephone at the channel's end says is not heard.
[[nodiscard]] Result<Action> mute_audio(std::string_view channel, bool muted);
// A request to the telephone of a PJSIP channel, within its call: talk answers or resumes, hold holds.
enum class PhoneEvent { talk, hold };
[[nodiscard]] Result<Action> notify_phone(std::string_view channel, PhoneEvent event);

// `file` is a name or path of [A-Za-z0-9._/-] without "..", `options` letters with (values).
[[nodiscard]] Result<Action> mix_monitor(std::string_view channel, std::string_view file,
                                         std::string_view options = {});
[[nodiscard]] Result<Action> stop_mix_monitor(std::string_view channel, std::string_view monitor_id = {});

// Silence goes into the recordings of the channel, both directions, until it is taken back.
[[nodiscard]] Result<Action> mute_mix_monitor(std::string_view channel, bool muted);

// Asterisk <= 11: writes the two directions and mixes them when it ends.
[[nodiscard]] Result<Action> monitor(std::string_view channel, std::string_view file, std::string_view format);
[[nodiscard]] Result<Action> stop_monitor(std::string_view channel);
// A channel's variable; an empty value is as good as none. With "__" before the name, channels it dials inherit it.
[[nodiscard]] Result<Action> set_variable(std::string_view channel, const Variable& variable);
// A channel's variable; the answer's header Value.
[[nodiscard]] Result<Action> get_variable(std::string_view channel, std::string_view name);

// --- new calls -----------------------------------------------------------------------------------------------
enum class Application { chan_spy, conf_bridge, playback, queue, say_unix_time };

// What an originated channel runs instead of an extension.
struct RunApplication {
    Application application = Application::playback;
    std::string data;
};

// Always asynchronous: the outcome is the OriginateResponse event, and the events of the channel.
struct Originate {
    std::string channel;  // "PJSIP/8001", "Local/02188776655@outbound/n"
    std::variant<Target, RunApplication> then;
    std::chrono::milliseconds timeout{30'000};
    std::string caller_number;
    std::string caller_name;
    std::string account;
    std::string channel_id;        // becomes the Uniqueid (Asterisk >= 12)
    std::string other_channel_id;  // of a Local channel's second half
    std::vector<Variable> variables;
    bool early_media = false;
};
[[nodiscard]] Result<Action> originate(const Originate& order);

// --- queues --------------------------------------------------------------------------------------------------
struct QueueMember {
    std::string queue;
    std::string interface;        // "PJSIP/8001", "Local/8001@agents/n", "Agent/1001"
    std::string name;             // shown instead of the interface
    std::string state_interface;  // whose device state counts, when it is another
    unsigned penalty = 0;
    bool paused = false;
};
[[nodiscard]] Result<Action> queue_add(const QueueMember& member);
[[nodiscard]] Result<Action> queue_remove(std::string_view queue, std::string_view interface);
// Every queue of the interface when `queue` is empty.
[[nodiscard]] Result<Action> queue_pause(std::string_view interface, bool paused, std::string_view queue = {},
                                         std::string_view reason = {});

}  // namespace ami
