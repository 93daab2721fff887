// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/event_text.h"

#include "common/ami/parser.h"
#include "common/runtime/text.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using ami::EventText;
using ami::Header;
using ami::Message;
using ami::to_event_text;

namespace {

std::string text_of(const std::vector<Header>& headers)
{
    return to_event_text(Message{headers});
}

std::string with_plain_spaces(std::string_view text)
{
    constexpr std::string_view no_break_space = "\xC2\xA0";
    std::string plain;
    for (auto at = text.find(no_break_space); at != std::string_view::npos; at = text.find(no_break_space)) {
        plain.append(text.substr(0, at)).push_back(' ');
        text.remove_prefix(at + no_break_space.size());
    }
    return plain.append(text);
}

bool equal(std::span<const Header> a, std::span<const Header> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Header& x, const Header& y) {
        return x.name == y.name && with_plain_spaces(x.value) == y.value;
    });
}

}  // namespace

TEST_CASE("an event is written as the original wrote it: two spaces for each line end", "[ami][event_text]")
{
    CHECK(text_of({{"Event", "Hangup"}, {"Privilege", "call,all"}, {"Cause-txt", "Normal Clearing"}}) ==
          "Event: Hangup  Privilege: call,all  Cause-txt: Normal Clearing");
}

TEST_CASE("what was written can be read again", "[ami][event_text]")
{
    const std::vector<Header> headers{{"Event", "Newchannel"}, {"AccountCode", ""}, {"", "no colon here"},
                                      {"Exten", "s"},          {"Url", "http://x"}, {"Last", ""}};
    const auto text = text_of(headers);
    CHECK(text == "Event: Newchannel  AccountCode:   no colon here  Exten: s  Url: http://x  Last: ");
    EventText reader;
    CHECK(equal(reader.read(text).headers(), headers));
    CHECK(reader.read("").headers().empty());
}

TEST_CASE("a caller cannot add headers by the name he gives himself", "[ami][event_text]")
{
    const auto name = GENERATE(as<std::string>{}, "Bob  Uniqueid: 6.6", "Bob   Uniqueid: 6.6", "  Uniqueid: 6.6",
                               "Bob\r Uniqueid: 6.6", "Bob \rUniqueid: 6.6", "Bob ", " ", "   ");
    const auto text = text_of({{"Event", "Newchannel"}, {"CallerIDName", name}, {"Uniqueid", "1.1"}});
    EventText reader;
    const auto message = reader.read(text);
    REQUIRE(message.headers().size() == 3);
    CHECK(message.find("Uniqueid") == "1.1");
    CHECK(std::count(text.begin(), text.end(), '\r') == 0);
}

TEST_CASE("a line that begins with its colon does not become a header", "[ami][event_text]")
{
    const auto text = text_of({{"Event", "Newchannel"}, {"", "Event: Hangup"}});
    CHECK(text == "Event: Newchannel  : Event: Hangup");
    EventText reader;
    const auto headers = reader.read(text).headers();
    REQUIRE(headers.size() == 2);
    CHECK(headers[1].name.empty());
    CHECK(headers[1].value == "Event: Hangup");
}

TEST_CASE("bytes that are no UTF-8 are replaced, the rest of the message stays", "[ami][event_text]")
{
    const std::string value{"a\xFF\0b", 4};
    CHECK(text_of({{"Event", "X"}, {"Name", value}}) ==
          "Event: X  Name: a\xEF\xBF\xBD\xEF\xBF\xBD"
          "b");
    CHECK(text_of({{"Name", "张伟  x"}}) == "Name: 张伟 \xC2\xA0x");
}

TEST_CASE("every message of a real stream comes back as it was", "[ami][event_text]")
{
    const auto capture = GENERATE("1.4/queue_answered", "11/queue_answered", "13/queue_answered", "22/queue_answered");
    std::ifstream in{std::string{CC_TEST_DATA "/captures/"} + capture + "/ami.raw", std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    ami::Parser parser;
    EventText reader;
    std::size_t count = 0;
    parser.feed(bytes, [&](const Message& message) {
        const auto text = to_event_text(message);
        ++count;
        if (!equal(reader.read(text).headers(), message.headers())) FAIL_CHECK(text);
    });
    CHECK(count > 20);
}
