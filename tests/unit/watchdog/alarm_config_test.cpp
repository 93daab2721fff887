// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/alarm_config.h"
#include "common/runtime/config.h"
#include "daemons/asterccdaemon/alarm_call.h"

#include <catch2/catch.hpp>

using runtime::Config;
using watchdog::AlarmConfig;

namespace {

AlarmConfig read(const std::string& system, const std::string& more = "")
{
    return AlarmConfig::from(
        Config::parse("[asterisk]\nserver = pbx\nusername = u\nsecret = s\n[system]\n" + system + more));
}

std::string refusal(const std::string& system, const std::string& more = "")
{
    try {
        (void)read(system, more);
    } catch (const runtime::ConfigError& e) {
        return e.what();
    }
    return "";
}

}  // namespace

TEST_CASE("without break_tip nobody is called, whatever else is set", "[watchdog][alarm]")
{
    CHECK_FALSE(read("").call);
    CHECK_FALSE(read("break_tip = 0\nadmin_phone = 8001\n").call);
}

TEST_CASE("the alarm call is that of the original's configuration", "[watchdog][alarm]")
{
    const auto alarm = read(
        "break_tip = 1\ntip_times = 3\nadmin_phone = 8001\nadmin_context = internal\n"
        "admin_amiuser = alarm\nadmin_amisecret = t\n");
    REQUIRE(alarm.call);
    CHECK(alarm.tip_times == 3);
    CHECK(alarm.call->asterisk.host == "pbx");
    CHECK(alarm.call->asterisk.username == "alarm");
    CHECK(alarm.call->asterisk.secret == "t");
    const auto order = watchdog::alarm_order(*alarm.call);
    REQUIRE(order);
    const auto sent = order.value().serialize("1");
    CHECK_THAT(sent, Catch::Contains("Channel: Local/8001@internal\r\n"));
    CHECK_THAT(sent, Catch::Contains("Application: SayUnixTime\r\n"));
    CHECK_THAT(sent, Catch::Contains("Timeout: 30000\r\n"));
}

TEST_CASE("without a user of its own the alarm call is made as that of [asterisk]", "[watchdog][alarm]")
{
    const auto alarm = read("break_tip = 1\nadmin_phone = 8001\nadmin_context = internal\n");
    REQUIRE(alarm.call);
    CHECK(alarm.call->asterisk.username == "u");
    CHECK(alarm.tip_times == 1);
}

TEST_CASE("what cannot be called or posted to is refused at the start, naming the key", "[watchdog][alarm]")
{
    CHECK_THAT(refusal("break_tip = 1\nadmin_context = internal\n"), Catch::Contains("[system] admin_phone"));
    CHECK_THAT(refusal("break_tip = 1\nadmin_phone = 8001\n"), Catch::Contains("[system] admin_context"));
    CHECK_THAT(refusal("break_tip = 1\nadmin_phone = 8001&8002\nadmin_context = internal\n"),
               Catch::Contains("[system] admin_phone"));
    CHECK_THAT(refusal("", "[watchdog]\nwebhook_url = file:///etc/passwd\n"),
               Catch::Contains("[watchdog] webhook_url"));
}
