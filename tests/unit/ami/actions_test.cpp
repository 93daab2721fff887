// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/actions.h"

#include "tests/unit/ami/collected.h"

#include <catch2/catch.hpp>

#include <functional>

using ami::Action;
using ami::Originate;
using ami::Result;
using ami::Target;
using namespace std::string_literals;

namespace {

const std::string channel = "PJSIP/8001-0000001a";
const Target desk{"8003", "agents", 1};

// An action must reach Asterisk as exactly one message: our own parser stands in for it.
Fields on_the_wire(const Action& action)
{
    const auto messages = collect(action.serialize("id-1"));
    REQUIRE(messages.size() == 1);
    auto fields = messages.front();
    REQUIRE(fields.size() >= 2);
    CHECK(fields.back() == std::pair{"ActionID"s, "id-1"s});
    fields.pop_back();
    return fields;
}

Fields on_the_wire(const Result<Action>& action)
{
    INFO((action.has_error() ? action.error().what : ""));
    REQUIRE(action.has_value());
    return on_the_wire(action.value());
}

std::string refusal(const Result<Action>& action)
{
    REQUIRE(action.has_error());
    CHECK(action.error().code == runtime::Errc::invalid);
    return action.error().what;
}

Originate to_customer()
{
    Originate order;
    order.channel = "Local/02188776655@outbound/n";
    order.then = desk;
    return order;
}

}  // namespace

TEST_CASE("actions without input are what they say", "[ami][actions]")
{
    CHECK(ami::ping().serialize("x-1") == "Action: Ping\r\nActionID: x-1\r\n\r\n");
    CHECK(on_the_wire(ami::challenge()) == Fields{{"Action", "Challenge"}, {"AuthType", "MD5"}});
    const auto [action, name] =
        GENERATE(table<Action, std::string>({{ami::logoff(), "Logoff"},
                                             {ami::core_settings(), "CoreSettings"},
                                             {ami::core_show_channels(), "CoreShowChannels"},
                                             {ami::bridge_list(), "BridgeList"},
                                             {ami::pjsip_show_endpoints(), "PJSIPShowEndpoints"},
                                             {ami::pjsip_show_contacts(), "PJSIPShowContacts"},
                                             {ami::sip_peers(), "SIPpeers"},
                                             {ami::iax_peer_list(), "IAXpeerlist"},
                                             {ami::device_state_list(), "DeviceStateList"},
                                             {ami::status(), "Status"},
                                             {ami::queue_status(), "QueueStatus"},
                                             {ami::queue_summary(), "QueueSummary"}}));
    CHECK(action.name() == name);
    CHECK(on_the_wire(action) == Fields{{"Action", name}});
}

TEST_CASE("actions carry their fields", "[ami][actions]")
{
    CHECK(on_the_wire(ami::login_by_key("asterccdaemon", "0a1b", "call,agent")) == Fields{{"Action", "Login"},
                                                                                          {"Username", "asterccdaemon"},
                                                                                          {"Events", "call,agent"},
                                                                                          {"AuthType", "MD5"},
                                                                                          {"Key", "0a1b"}});
    CHECK(on_the_wire(ami::hangup(channel, 17)) == Fields{{"Action", "Hangup"}, {"Channel", channel}, {"Cause", "17"}});
    CHECK(on_the_wire(ami::redirect(channel, desk, "SIP/t-1", {"600", "spy.ctx", 2})) ==
          Fields{{"Action", "Redirect"},
                 {"Channel", channel},
                 {"ExtraChannel", "SIP/t-1"},
                 {"Exten", "8003"},
                 {"Context", "agents"},
                 {"Priority", "1"},
                 {"ExtraExten", "600"},
                 {"ExtraContext", "spy.ctx"},
                 {"ExtraPriority", "2"}});
    CHECK(on_the_wire(ami::blind_transfer(channel, "8003", "agents")) ==
          Fields{{"Action", "BlindTransfer"}, {"Channel", channel}, {"Exten", "8003"}, {"Context", "agents"}});
    CHECK(on_the_wire(ami::atxfer(channel, "8003", "agents")).front().second == "Atxfer");
    CHECK(on_the_wire(ami::play_dtmf(channel, '#')).back() == std::pair{"Digit"s, "#"s});
    CHECK(on_the_wire(ami::play_dtmf(channel, '3', ami::Dtmf::received)).back() == std::pair{"Receive"s, "true"s});
    CHECK(on_the_wire(ami::mute_audio(channel, true)) ==
          Fields{{"Action", "MuteAudio"}, {"Channel", channel}, {"Direction", "in"}, {"State", "on"}});
    CHECK(on_the_wire(ami::mute_mix_monitor(channel, false)) ==
          Fields{{"Action", "MixMonitorMute"}, {"Channel", channel}, {"Direction", "both"}, {"State", "0"}});
    CHECK(on_the_wire(ami::notify_phone(channel, ami::PhoneEvent::hold)) ==
          Fields{{"Action", "PJSIPNotify"}, {"Channel", channel}, {"Variable", "Event=hold"}});
    CHECK(on_the_wire(ami::show_dialplan("8003", "agents")) ==
          Fields{{"Action", "ShowDialPlan"}, {"Extension", "8003"}, {"Context", "agents"}});
    CHECK(on_the_wire(ami::cancel_atxfer(channel)) == Fields{{"Action", "CancelAtxfer"}, {"Channel", channel}});
    CHECK(on_the_wire(ami::mix_monitor(channel, "2026/11/call-1.wav", "b")).back() == std::pair{"Options"s, "b"s});
    CHECK(on_the_wire(ami::stop_mix_monitor(channel, "0x7f12")).back() == std::pair{"MixMonitorID"s, "0x7f12"s});
    CHECK(on_the_wire(ami::monitor(channel, "/spool/call-1", "gsm")) == Fields{{"Action", "Monitor"},
                                                                               {"Channel", channel},
                                                                               {"File", "/spool/call-1"},
                                                                               {"Format", "gsm"},
                                                                               {"Mix", "true"}});
    CHECK(on_the_wire(ami::stop_monitor(channel)).front().second == "StopMonitor");
    CHECK(on_the_wire(ami::get_variable(channel, "MONITORED")).back() == std::pair{"Variable"s, "MONITORED"s});
    CHECK(on_the_wire(ami::events("off")).back() == std::pair{"EventMask"s, "off"s});
    CHECK(on_the_wire(ami::queue_status("Soporte técnico")).back() == std::pair{"Queue"s, "Soporte técnico"s});
}

TEST_CASE("queue actions carry their fields", "[ami][actions][queue]")
{
    CHECK(on_the_wire(ami::queue_add({.queue = "support",
                                      .interface = "PJSIP/8001",
                                      .name = "Alice",
                                      .state_interface = "hint:8001@ext-local",
                                      .penalty = 3,
                                      .paused = true})) == Fields{{"Action", "QueueAdd"},
                                                                  {"Queue", "support"},
                                                                  {"Interface", "PJSIP/8001"},
                                                                  {"Penalty", "3"},
                                                                  {"Paused", "true"},
                                                                  {"MemberName", "Alice"},
                                                                  {"StateInterface", "hint:8001@ext-local"}});
    CHECK(on_the_wire(ami::queue_remove("support", "Local/8001@agents/n")).size() == 3);
    CHECK(on_the_wire(ami::queue_pause("PJSIP/8001", true, "support", "WRAPUP")) == Fields{{"Action", "QueuePause"},
                                                                                           {"Interface", "PJSIP/8001"},
                                                                                           {"Paused", "true"},
                                                                                           {"Queue", "support"},
                                                                                           {"Reason", "WRAPUP"}});
}

TEST_CASE("an originate carries what the call needs", "[ami][actions][originate]")
{
    auto order = to_customer();
    order.caller_number = "02150001000";
    order.caller_name = "Müller & Söhne";
    order.channel_id = "lead-7-1";
    order.variables = {{"LEAD", "7"}, {"__CAMPAIGN", "autumn 2026: 50% off"}};
    CHECK(on_the_wire(ami::originate(order)) == Fields{{"Action", "Originate"},
                                                       {"Channel", order.channel},
                                                       {"Exten", "8003"},
                                                       {"Context", "agents"},
                                                       {"Priority", "1"},
                                                       {"Timeout", "30000"},
                                                       {"CallerID", "\"Müller & Söhne\" <02150001000>"},
                                                       {"ChannelId", "lead-7-1"},
                                                       {"Variable", "LEAD=7"},
                                                       {"Variable", "__CAMPAIGN=autumn 2026: 50% off"},
                                                       {"Async", "true"}});

    order.then = ami::RunApplication{ami::Application::chan_spy, "PJSIP/8001,qw"};
    const auto fields = on_the_wire(ami::originate(order));
    CHECK(fields[2] == std::pair{"Application"s, "ChanSpy"s});
    CHECK(fields[3] == std::pair{"Data"s, "PJSIP/8001,qw"s});
}

TEST_CASE("no control byte passes any field", "[ami][actions][hostile]")
{
    const auto evil =
        GENERATE(as<std::string>{}, "\r\nAction: Command", "\n", "\r", "\0"s, "\x01", "\t", "\x1b[2J", "\x7f");
    using Build = std::function<Result<Action>(const std::string&)>;
    const auto [field, build] = GENERATE(table<std::string, Build>({
        {"Login: Username", [](auto& s) { return ami::login_by_secret("a" + s, "b", "on"); }},
        {"Login: Secret", [](auto& s) { return ami::login_by_secret("a", "b" + s, "on"); }},
        {"Login: Events", [](auto& s) { return ami::login_by_secret("a", "b", "on" + s); }},
        {"Login: Key", [](auto& s) { return ami::login_by_key("a", "b" + s, "on"); }},
        {"Events: EventMask", [](auto& s) { return ami::events("on" + s); }},
        {"Status: Channel", [](auto& s) { return ami::status(channel + s); }},
        {"QueueStatus: Queue", [](auto& s) { return ami::queue_status("q" + s); }},
        {"QueueSummary: Queue", [](auto& s) { return ami::queue_summary("q" + s); }},
        {"Hangup: Channel", [](auto& s) { return ami::hangup(channel + s); }},
        {"Redirect: Channel", [](auto& s) { return ami::redirect(channel + s, desk); }},
        {"Redirect: ExtraChannel", [](auto& s) { return ami::redirect(channel, desk, channel + s, desk); }},
        {"Redirect: ExtraExten", [](auto& s) { return ami::redirect(channel, desk, channel, {"8" + s, "agents", 1}); }},
        {"Redirect: Context", [](auto& s) { return ami::redirect(channel, {"8", "agents" + s, 1}); }},
        {"BlindTransfer: Exten", [](auto& s) { return ami::blind_transfer(channel, "8" + s, "agents"); }},
        {"Atxfer: Context", [](auto& s) { return ami::atxfer(channel, "8", "agents" + s); }},
        {"PlayDTMF: Digit", [](auto& s) { return ami::play_dtmf(channel, s.front()); }},
        {"ShowDialPlan: Context", [](auto& s) { return ami::show_dialplan("8", "agents" + s); }},
        {"MuteAudio: Channel", [](auto& s) { return ami::mute_audio(channel + s, true); }},
        {"MixMonitorMute: Channel", [](auto& s) { return ami::mute_mix_monitor(channel + s, true); }},
        {"PJSIPNotify: Channel", [](auto& s) { return ami::notify_phone(channel + s, ami::PhoneEvent::talk); }},
        {"CancelAtxfer: Channel", [](auto& s) { return ami::cancel_atxfer(channel + s); }},
        {"MixMonitor: File", [](auto& s) { return ami::mix_monitor(channel, "f" + s); }},
        {"MixMonitor: Options", [](auto& s) { return ami::mix_monitor(channel, "f", "b" + s); }},
        {"StopMixMonitor: MixMonitorID", [](auto& s) { return ami::stop_mix_monitor(channel, "1" + s); }},
        {"Monitor: File", [](auto& s) { return ami::monitor(channel, "f" + s, "gsm"); }},
        {"Monitor: Format", [](auto& s) { return ami::monitor(channel, "f", "gsm" + s); }},
        {"Getvar: Variable", [](auto& s) { return ami::get_variable(channel, "A" + s); }},
        {"QueueAdd: Queue", [](auto& s) { return ami::queue_add({.queue = "q" + s, .interface = "PJSIP/8001", .name = "", .state_interface = ""}); }},
        {"QueueAdd: MemberName", [](auto& s) { return ami::queue_add({.queue = "q", .interface = "PJSIP/8001", .name = "n" + s, .state_interface = ""}); }},
        {"QueueAdd: StateInterface", [](auto& s) { return ami::queue_add({.queue = "q", .interface = "PJSIP/8001", .name = "", .state_interface = "hint:1" + s}); }},
        {"QueueRemove: Interface", [](auto& s) { return ami::queue_remove("q", "PJSIP/8001" + s); }},
        {"QueuePause: Reason", [](auto& s) { return ami::queue_pause("PJSIP/8001", true, "q", "r" + s); }},
        {"Originate: Channel", [](auto& s) { auto o = to_customer(); o.channel += s; return ami::originate(o); }},
        {"Originate: CallerID", [](auto& s) { auto o = to_customer(); o.caller_name = "n" + s; return ami::originate(o); }},
        {"Originate: Account", [](auto& s) { auto o = to_customer(); o.account = "a" + s; return ami::originate(o); }},
        {"Originate: ChannelId", [](auto& s) { auto o = to_customer(); o.channel_id = "a" + s; return ami::originate(o); }},
        {"Originate: OtherChannelId", [](auto& s) { auto o = to_customer(); o.other_channel_id = "a" + s; return ami::originate(o); }},
        {"Originate: Variable", [](auto& s) { auto o = to_customer(); o.variables = {{"A", "b" + s}}; return ami::originate(o); }},
        {"Originate: Variable", [](auto& s) { auto o = to_customer(); o.variables = {{"A" + s, "b"}}; return ami::originate(o); }},
        {"Originate: Data", [](auto& s) { auto o = to_customer(); o.then = ami::RunApplication{ami::Application::playback, "a" + s}; return ami::originate(o); }},
    }));
    CHECK_THAT(refusal(build(evil)), Catch::StartsWith(field + " "));
}

TEST_CASE("only 1 to 32 of 0-9 * # + are dialed", "[ami][actions][hostile]")
{
    CHECK(ami::blind_transfer(channel, "+98*21#" + std::string(25, '7'), "agents").has_value());
    const auto evil =
        GENERATE(as<std::string>{}, "", std::string(33, '1'), "8003,1", "8003@other", "s", "8 003", "８００");
    CHECK(refusal(ami::blind_transfer(channel, evil, "agents")) ==
          "BlindTransfer: Exten must be 1 to 32 of the characters 0-9 * # +.");
    auto order = to_customer();
    order.caller_number = evil.empty() ? "x" : evil;
    CHECK_THAT(refusal(ami::originate(order)), Catch::StartsWith("Originate: CallerID must have a number"));
}

TEST_CASE("a channel is one channel, never a pattern", "[ami][actions][hostile]")
{
    const auto evil = GENERATE(as<std::string>{}, "", "/^PJSIP.*/", "all", "PJSIP/", "/x", "P JSIP/8001",
                               std::string(300, 'P') + "/1");
    CHECK_THAT(refusal(ami::hangup(evil)), Catch::StartsWith("Hangup: Channel must be the name of a channel"));
}

TEST_CASE("a device holds no separator of the dial plan", "[ami][actions][hostile]")
{
    const auto evil = GENERATE(as<std::string>{}, "8001", "PJSIP/8001&PJSIP/8002", "PJSIP/8001,30", "Local/8@a;1",
                               "PJSIP/${X}", "PJSIP/a b");
    auto order = to_customer();
    order.channel = evil;
    CHECK_THAT(refusal(ami::originate(order)), Catch::StartsWith("Originate: Channel must be a device"));
    CHECK_THAT(refusal(ami::queue_remove("q", evil)), Catch::StartsWith("QueueRemove: Interface must be a device"));
}

TEST_CASE("a recording's name cannot leave its folder nor start a command", "[ami][actions][hostile]")
{
    const auto evil = GENERATE(as<std::string>{}, "", "../etc/x", "a,b,touch /tmp/x", "$(id)", "a b", "a;b", "^{X}");
    CHECK_THAT(refusal(ami::mix_monitor(channel, evil)), Catch::StartsWith("MixMonitor: File "));
    CHECK(ami::mix_monitor(channel, "a", "b,,touch").has_error());
    CHECK_THAT(refusal(ami::monitor(channel, evil, "gsm")), Catch::StartsWith("Monitor: File "));
}

TEST_CASE("a variable is asked for by its name, never by a function", "[ami][actions][hostile]")
{
    for (const auto* evil : {"", "SHELL(id)", "FILE(/etc/x)", "A B", "1A", "A,B"})
        CHECK_THAT(refusal(ami::get_variable(channel, evil)), Catch::StartsWith("Getvar: Variable "));
}

TEST_CASE("a variable is one variable and no function", "[ami][actions][hostile]")
{
    const auto [name, value] = GENERATE(table<std::string, std::string>({{"", "x"},
                                                                         {"SHELL(id)", "x"},
                                                                         {"FILE(/etc/x)", "x"},
                                                                         {"A,B", "x"},
                                                                         {"1A", "x"},
                                                                         {"A", "x,SHELL(id)=1"},
                                                                         {"A", "x|B=1"},
                                                                         {"A", "${SHELL(id)}"},
                                                                         {"A", "$[1+1]"},
                                                                         {"A", "\""},
                                                                         {"A", "\\"}}));
    auto order = to_customer();
    order.variables = {{name, value}};
    CHECK_THAT(refusal(ami::originate(order)), Catch::StartsWith("Originate: Variable "));
}

TEST_CASE("a caller's name cannot become a number", "[ami][actions][hostile]")
{
    auto order = to_customer();
    order.caller_name = GENERATE(as<std::string>{}, "x\" <1900>", "<1900>", "a\\");
    CHECK_THAT(refusal(ami::originate(order)), Catch::StartsWith("Originate: CallerID may not have a name"));
}

TEST_CASE("Queue gets no argument that names a script", "[ami][actions][hostile]")
{
    auto order = to_customer();
    order.then = ami::RunApplication{ami::Application::queue, "support,,,,,evil.agi"};
    CHECK_THAT(refusal(ami::originate(order)), Catch::StartsWith("Originate: Data "));
    order.then = ami::RunApplication{ami::Application::queue, "support"};
    CHECK(ami::originate(order).has_value());
}

TEST_CASE("no line is over 1000 bytes and no action over 100 lines", "[ami][actions][limits]")
{
    const auto longest = std::string(1000 - "Reason: \r\n"s.size(), 'r');
    CHECK(ami::queue_pause("PJSIP/8001", true, "q", longest).has_value());
    CHECK(refusal(ami::queue_pause("PJSIP/8001", true, "q", longest + "r")) ==
          "QueuePause: Reason is longer than a line of 1000 bytes allows.");

    auto order = to_customer();
    order.variables.assign(100, {"A", "b"});
    CHECK_THAT(refusal(ami::originate(order)), Catch::Contains("one line too many"));
}

TEST_CASE("numbers out of range are refused", "[ami][actions][limits]")
{
    CHECK(refusal(ami::hangup(channel, 128)) == "Hangup: Cause must be from 1 to 127.");
    CHECK_THAT(refusal(ami::redirect(channel, {"8", "agents", 0})), Catch::StartsWith("Redirect: Priority "));
    auto order = to_customer();
    order.timeout = std::chrono::milliseconds{0};
    CHECK_THAT(refusal(ami::originate(order)), Catch::StartsWith("Originate: Timeout "));
}

TEST_CASE("what is missing is named", "[ami][actions]")
{
    CHECK(refusal(ami::login_by_secret("", "b", "on")) == "Login: Username is missing.");
    CHECK(refusal(ami::queue_status("")) == "QueueStatus: Queue is missing.");
    CHECK(refusal(ami::redirect(channel, {"8", "", 1})) == "Redirect: Context is missing.");
}
