// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/message.h"

#include <catch2/catch.hpp>

#include <array>

using ami::Header;
using ami::Message;

TEST_CASE("header names compare without case, values do not change", "[ami][message]")
{
    const std::array<Header, 3> headers{{{"Event", "Hangup"}, {"UniqueID", "1.1"}, {"Cause-txt", ""}}};
    const Message message{headers};
    CHECK(message.find("Uniqueid") == "1.1");
    CHECK(message.find("Unique") == "");
    CHECK(message.has("cause-TXT"));
    CHECK_FALSE(message.has("Cause"));
}

TEST_CASE("the first of several headers of a name is found", "[ami][message]")
{
    const std::array<Header, 3> headers{{{"Response", "Success"}, {"Output", "one"}, {"Output", "two"}}};
    CHECK(Message{headers}.find("output") == "one");
}

TEST_CASE("a message is an event or a response, whatever a later line says", "[ami][message]")
{
    const std::array<Header, 2> event{{{"Event", "Newstate"}, {"Response", "Success"}}};
    CHECK(Message{event}.event() == "Newstate");
    CHECK(Message{event}.response() == "");

    const std::array<Header, 2> response{{{"Response", "Error"}, {"Event", "Hangup"}}};
    CHECK(Message{response}.response() == "Error");
    CHECK(Message{response}.event() == "");
}

TEST_CASE("an empty message is neither", "[ami][message]")
{
    CHECK(Message{}.event() == "");
    CHECK(Message{}.response() == "");
}
