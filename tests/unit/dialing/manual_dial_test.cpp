// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/manual_dial.h"

#include <catch2/catch.hpp>

using namespace dialing;

namespace {

const std::string number = "02188776655";

Desk desk()
{
    return {
        .extension = "8001", .channel = "PJSIP/8001", .accountcode = "", .incontext = "agents", .outcontext = "out"};
}

ami::Target target_of(const ami::Originate& order)
{
    return std::get<ami::Target>(order.then);
}

}  // namespace

TEST_CASE("click to dial rings the agent first, whose telephone shows the number", "[dialing]")
{
    const auto order = click_to_dial(desk(), number, FirstRing::caller);
    CHECK(order.channel == "PJSIP/8001");
    CHECK(target_of(order).exten == number);
    CHECK(target_of(order).context == "out");
    CHECK(order.caller_number == number);
    CHECK(order.timeout == std::chrono::seconds{30});
}

TEST_CASE("or the number first, which gets to see the extension", "[dialing]")
{
    const auto order = click_to_dial(desk(), number, FirstRing::callee);
    CHECK(order.channel == "Local/02188776655@out/n");
    CHECK(target_of(order).exten == "8001");
    CHECK(target_of(order).context == "agents");
    CHECK(order.caller_number == "8001");
}

TEST_CASE("a number of the dial list is a call with a name, under the campaign's caller id", "[dialing]")
{
    const auto order = dial_from_list(desk(), number, {"work-7-0", "02150001000", 5});
    CHECK(order.channel == "PJSIP/8001");
    CHECK(target_of(order).exten == number);
    CHECK(order.channel_id == "work-7-0");
    CHECK(order.caller_number == "02150001000");
    REQUIRE(order.variables.size() == 2);
    CHECK(order.variables[1].name == "__campaignid");
    CHECK(order.variables[1].value == "5");
    CHECK(ami::originate(order));
    const auto plain = dial_from_list(desk(), number, {"work-8-0", "", 0});
    CHECK(plain.caller_number == number);
    CHECK(plain.variables.size() == 1);
}

TEST_CASE("without a channel of its own an extension is reached through its context", "[dialing]")
{
    auto roaming = desk();
    roaming.channel.clear();
    CHECK(click_to_dial(roaming, number, FirstRing::caller).channel == "Local/8001@agents/n");
}

TEST_CASE("the account is the account code, else the caller id", "[dialing]")
{
    auto billed = desk();
    CHECK(click_to_dial(billed, number, FirstRing::caller).account == number);
    CHECK(click_to_dial(billed, "*98", FirstRing::caller).account.empty());
    billed.accountcode = "support";
    CHECK(click_to_dial(billed, number, FirstRing::caller).account == "support");
}

TEST_CASE("quick dial calls the source and connects it to the target", "[dialing]")
{
    const auto order = quick_dial(desk(), number, "8010");
    CHECK(order.channel == "Local/02188776655@out/n");
    CHECK(target_of(order).exten == "8010");
    CHECK(target_of(order).context == "out");
    CHECK(order.caller_number == "8010");
}

TEST_CASE("a supervisor hears one channel until it hangs up, and is heard by it when whispering, or by both",
          "[dialing]")
{
    const auto data = [](Listening how) {
        return std::get<ami::RunApplication>(listen_in(desk(), "PJSIP/8002-0000002a", how).then).data;
    };
    CHECK(data(Listening::silent) == "PJSIP/8002-0000002a,qE");
    CHECK(data(Listening::whisper) == "PJSIP/8002-0000002a,qEw");
    CHECK(data(Listening::barge) == "PJSIP/8002-0000002a,qEB");
    CHECK(ami::originate(listen_in(desk(), "PJSIP/8002-0000002a", Listening::silent)).has_value());
    CHECK(parse_listening("barge") == Listening::barge);
    CHECK_FALSE(parse_listening("shout"));
}

TEST_CASE("a call file says the same as the action, and refuses the same", "[dialing]")
{
    const auto text = call_file(click_to_dial(desk(), number, FirstRing::caller));
    REQUIRE(text.has_value());
    CHECK(text.value() ==
          "Channel: PJSIP/8001\nWaitTime: 30\nMaxRetries: 0\nCallerID: <02188776655>\nAccount: 02188776655\n"
          "Context: out\nExtension: 02188776655\nPriority: 1\n");
    const auto of_list =
        call_file(dial_from_list(desk(), number, {.channel_id = "work-1", .caller_id = "", .campaign = 5}));
    REQUIRE(of_list.has_value());
    CHECK(of_list.value().ends_with("Priority: 1\nSetvar: __dialednumber=02188776655\nSetvar: __campaignid=5\n"));
    CHECK_FALSE(call_file(click_to_dial(desk(), "1\nApplication: System", FirstRing::caller)));
}
