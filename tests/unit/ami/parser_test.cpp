// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/parser.h"

#include "tests/unit/ami/collected.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using ami::Message;
using ami::Parser;
using namespace std::string_literals;

namespace {

const Fields ringing{{"Event", "Newstate"}, {"Uniqueid", "1.1"}};
const Fields hangup{{"Event", "Hangup"}, {"Cause", "16"}};
const auto hangup_bytes = "Event: Hangup\r\nCause: 16\r\n\r\n"s;

bool no_varset(std::string_view event)
{
    return event != "VarSet";
}

// Whatever comes first, the next message must be intact, whole or byte by byte.
std::vector<Fields> before_hangup(const std::string& bytes, ami::ParserLimits limits = {},
                                  ami::ParserCounters* counters = nullptr)
{
    Parser whole{limits};
    auto messages = collect(whole, bytes + hangup_bytes, std::string::npos);
    Parser bytewise{limits};
    CHECK(collect(bytewise, bytes + hangup_bytes, 1) == messages);
    CHECK(bytewise.counters().oddities == whole.counters().oddities);
    CHECK(bytewise.counters().dropped == whole.counters().dropped);
    if (counters) *counters = whole.counters();
    REQUIRE_FALSE(messages.empty());
    CHECK(messages.back() == hangup);
    messages.pop_back();
    return messages;
}

}  // namespace

TEST_CASE("message ends seen in the wild are understood", "[ami][parser]")
{
    const auto bytes = GENERATE(as<std::string>{},                                   //
                                "Event: Newstate\r\nUniqueid: 1.1\r\n\r\n",          // as it should be
                                "Event: Newstate\nUniqueid: 1.1\n\n",                // LF only
                                "Event: Newstate\r\nUniqueid: 1.1\r\n\n",            // asterisk#761
                                "Event: Newstate\r\nUniqueid: 1.1\r\n\r\n\r\n",      // chan_dongle#53
                                "Event: Newstate\nUniqueid: 1.1\n\n\n",              //
                                "\r\n\r\nEvent: Newstate\r\nUniqueid: 1.1\r\n\r\n",  //
                                "Event: Newstate\nUniqueid: 1.1\r\n\r\n",            // PAMI#89
                                "Event:Newstate\r\nUniqueid:1.1\r\n\r\n");           // the blank may be missing
    CHECK(before_hangup(bytes) == std::vector<Fields>{ringing});
}

TEST_CASE("a line without a colon is kept without a name and counted", "[ami][parser]")
{
    ami::ParserCounters counters;
    const auto messages = before_hangup("Event: Newstate\r\nlost its name\r\nUniqueid: 1.1\r\n\r\n", {}, &counters);
    CHECK(messages == std::vector<Fields>{{{"Event", "Newstate"}, {"", "lost its name"}, {"Uniqueid", "1.1"}}});
    CHECK(counters.oddities == 1);
}

TEST_CASE("values are bytes: NUL, invalid UTF-8, colons and a lone CR survive", "[ami][parser]")
{
    const auto value = "a\0b\xff\xc3(: \r x "s;
    CHECK(before_hangup("Event: Newstate\r\nCallerIDName: " + value + "\r\n\r\n") ==
          std::vector<Fields>{{{"Event", "Newstate"}, {"CallerIDName", value}}});
}

TEST_CASE("an empty value is a value", "[ami][parser]")
{
    const auto line = GENERATE(as<std::string>{}, "AccountCode: \r\n", "AccountCode:\r\n", "AccountCode:\n");
    CHECK(before_hangup("Event: Newstate\r\n" + line + "\r\n") ==
          std::vector<Fields>{{{"Event", "Newstate"}, {"AccountCode", ""}}});
}

TEST_CASE("the greeting is no message", "[ami][parser]")
{
    const auto piece = GENERATE(1U, 7U, 1000U);
    Parser parser;
    CHECK(collect(parser, "Asterisk Call Manager/11.0.0\r\n" + hangup_bytes, piece) == std::vector<Fields>{hangup});
    CHECK(parser.banner() == "Asterisk Call Manager/11.0.0");
    parser.reset();
    CHECK(parser.banner().empty());
}

TEST_CASE("the answer to a command of Asterisk 13 ends where it says, empty lines included", "[ami][parser]")
{
    const auto answer =
        "Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n"
        "Name/username   Host\n\nEvent: none of ours\n--END COMMAND--\r\n\r\n"s;
    CHECK(before_hangup(answer) == std::vector<Fields>{{{"Response", "Follows"},
                                                        {"Privilege", "Command"},
                                                        {"ActionID", "7"},
                                                        {"Output", "Name/username   Host"},
                                                        {"Output", "Event: none of ours"}}});
}

TEST_CASE("lines up to the limit are kept, over it their message is dropped", "[ami][parser][limits]")
{
    const ami::ParserLimits limits{.line = 64 * 1024, .message = 1024 * 1024, .headers = 512};
    ami::ParserCounters counters;
    const auto name = "AppData: "s;
    const auto longest = std::string(limits.line - name.size(), 'x');
    CHECK(before_hangup("Event: Newexten\r\n" + name + longest + "\r\n\r\n", limits, &counters).size() == 1);
    CHECK(counters.dropped == 0);
    CHECK(before_hangup("Event: Newexten\r\n" + name + longest + "x\r\n\r\n", limits, &counters).empty());
    CHECK(counters.dropped == 1);
}

TEST_CASE("a first line that never ends does not fill the memory", "[ami][parser][limits]")
{
    ami::ParserCounters counters;
    CHECK(before_hangup(std::string(300, 'x') + "\r\n\r\n", {.line = 100, .message = 200, .headers = 9}, &counters)
              .empty());
    CHECK(counters.dropped == 1);
}

TEST_CASE("a message over its limit is dropped once, wherever its end is", "[ami][parser][limits]")
{
    std::string lines;
    while (lines.size() < 5000)
        lines += "Variable: abc\r\n";
    ami::ParserCounters counters;
    CHECK(before_hangup("Event: A\r\n" + lines + "\r\n", {.line = 100, .message = 4000, .headers = 9999}, &counters)
              .empty());
    CHECK(counters.dropped == 1);
    const auto answer = "Response: Follows\r\n" + lines + "\n\n\n--END COMMAND--\r\n\r\n";
    CHECK(before_hangup(answer, {.line = 100, .message = 4000, .headers = 9999}, &counters).empty());
    CHECK(counters.dropped == 1);
}

TEST_CASE("a message of too many headers is dropped", "[ami][parser][limits]")
{
    ami::ParserCounters counters;
    CHECK(before_hangup("Event: A\r\nB: 1\r\nC: 2\r\n\r\n", {.line = 100, .message = 200, .headers = 3}, &counters)
              .size() == 1);
    CHECK(before_hangup("Event: A\r\nB: 1\r\nC: 2\r\nD: 3\r\n\r\n", {.line = 100, .message = 200, .headers = 3},
                        &counters)
              .empty());
    CHECK(counters.dropped == 1);
}

TEST_CASE("refused events are skipped whatever the chunking", "[ami][parser][filter]")
{
    const auto piece = GENERATE(1U, 2U, 3U, 5U, 64U, 1000U);
    const auto varset = "Event: VarSet\r\nVariable: A\r\nValue: b\r\n\r\n"s;
    const auto late = "Privilege: dialplan,all\r\nEvent: VarSet\r\n\r\n"s;
    Parser parser{{}, no_varset};
    CHECK(collect(parser, varset + hangup_bytes + varset + varset + late + hangup_bytes, piece) ==
          std::vector<Fields>{hangup, hangup});
    CHECK(parser.counters().skipped == 4);
    CHECK(parser.counters().messages == 2);
}

TEST_CASE("a refused event may be of any size", "[ami][parser][filter]")
{
    Parser parser{{.line = 50, .message = 100, .headers = 3}, no_varset};
    const auto event = "Event: VarSet\r\nValue: " + std::string(100'000, 'x') + "\r\n\r\n";
    CHECK(collect(parser, event + hangup_bytes, 4096) == std::vector<Fields>{hangup});
    CHECK(parser.counters().dropped == 0);
}

TEST_CASE("responses are never filtered", "[ami][parser][filter]")
{
    Parser parser{{}, [](std::string_view) { return false; }};
    CHECK(collect(parser, "Response: Success\r\nEvent: VarSet\r\n\r\n" + hangup_bytes, 1000).size() == 1);
}

TEST_CASE("after a sink that throws, reset makes the parser usable again", "[ami][parser]")
{
    Parser parser;
    CHECK_THROWS_AS(
        parser.feed(hangup_bytes + "Event: Newst", [](const Message&) { throw std::runtime_error{"full"}; }),
        std::runtime_error);
    parser.reset();
    CHECK(collect(parser, hangup_bytes, 1000) == std::vector<Fields>{hangup});
}
