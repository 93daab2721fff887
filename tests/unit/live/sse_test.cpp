// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/sse.h"

#include <catch2/catch.hpp>

namespace sse = live::sse;

TEST_CASE("an event carries the watermark as id and its row inside the payload", "[live][sse]")
{
    CHECK(sse::event("call", R"({"phase":"ringing"})", 42, 40) ==
          "id: 40\nevent: call\ndata: {\"feed\":42,\"phase\":\"ringing\"}\n\n");
    CHECK(sse::event("call", "{}", 7, 7) == "id: 7\nevent: call\ndata: {\"feed\":7}\n\n");
}

TEST_CASE("a row that would break the framing is refused", "[live][sse]")
{
    CHECK_FALSE(sse::event("call", "{\"a\":\n1}", 1, 1));
    CHECK_FALSE(sse::event("call", "{\"a\":\r1}", 1, 1));
    CHECK_FALSE(sse::event("call\ndata: x", "{}", 1, 1));
    CHECK_FALSE(sse::event("", "{}", 1, 1));
    CHECK_FALSE(sse::event("call", "", 1, 1));
    CHECK_FALSE(sse::event("call", "{", 1, 1));
    CHECK_FALSE(sse::event("call", "[1]", 1, 1));
}

TEST_CASE("the hello tells the time and the position", "[live][sse]")
{
    CHECK(sse::hello(1700000000123, 9) ==
          "retry: 1000\nid: 9\nevent: hello\ndata: {\"now\":1700000000123,\"feed\":9}\n\n");
}

TEST_CASE("a keep-alive is a comment that moves the position", "[live][sse]")
{
    CHECK(sse::keep_alive(12) == ": still here\nid: 12\n\n");
}

TEST_CASE("the board moves no position, its beat moves it to the watermark", "[live][sse]")
{
    CHECK(sse::board(R"({"part":"agent"})") == "event: board\ndata: {\"part\":\"agent\"}\n\n");
    CHECK(sse::board_reset(R"({"rows":[]})") == "event: board_reset\ndata: {\"rows\":[]}\n\n");
    CHECK(sse::board_beat(1700000000123, 12) == "id: 12\nevent: board_beat\ndata: {\"as_of\":1700000000123}\n\n");
}

TEST_CASE("every message ends with an empty line", "[live][sse]")
{
    for (const auto& text : {sse::reset(3), sse::bye(), sse::hello(1, 2), sse::keep_alive(4)})
        CHECK(text.substr(text.size() - 2) == "\n\n");
}

TEST_CASE("nothing on the way may store or hold back a stream", "[live][sse]")
{
    const std::string head{sse::response_head()};
    CHECK(head.find("Cache-Control: no-store") != std::string::npos);
    CHECK(head.find("X-Accel-Buffering: no") != std::string::npos);
    CHECK(head.substr(head.size() - 4) == "\r\n\r\n");
}

TEST_CASE("a payload tells when Asterisk said so", "[sse]")
{
    CHECK(sse::time_of(R"({"answer":null,"at":1700000000123,"did":""})") == 1'700'000'000'123);
    CHECK(sse::time_of(R"({"peername":"\"at\":5","phase":"x"})") == 0);
    CHECK(sse::time_of(R"({"at":null})") == 0);
    CHECK(sse::time_of("") == 0);
}
