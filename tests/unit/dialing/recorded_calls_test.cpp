// SPDX-License-Identifier: GPL-3.0-or-later
// What a real Asterisk said of the dialer's calls (tests/record/dialing.py tells what happened in each).
#include "common/ami/parser.h"
#include "common/dialing/open_call.h"
#include "tests/unit/calls/capture.h"

#include <catch2/catch.hpp>

using namespace dialing;

namespace {

struct Story {
    std::string call;  // the one that is told of
    CallEnd end;
    bool was_connected = false;
};

struct Expected {
    std::string capture;
    Response response;
    bool is_connected = false;
    bool is_abandoned = false;
    CallCourse course{};
};

ami::Message view(const test::OwnedMessage& message, std::vector<ami::Header>& headers)
{
    headers.clear();
    for (const auto& [name, value] : message.headers)
        headers.push_back({name, value});
    return ami::Message{headers};
}

Story play(const Expected& expected)
{
    const auto stream = test::messages(test::capture("22/" + expected.capture));
    Story story;
    std::optional<OpenCall> call;
    std::vector<ami::Header> headers;
    for (const auto& message : stream) {
        const auto about = read_call_event(view(message, headers));
        if (!about) continue;
        if (!call) call.emplace(expected.course, message.received);
        if (!about->call.empty()) story.call = about->call;
        call->hear(about->event, message.received);
    }
    REQUIRE(call);
    REQUIRE(call->is_over());
    story.end = call->end();
    return story;
}

constexpr CallCourse extension{.goes_to_queue = false};
constexpr CallCourse untold{.is_told = false};

const std::vector<Expected> stories{
    {"dialer_answered", Response::answered, true},
    {"dialer_agent_hangs_up", Response::answered, true},
    {"dialer_second_member", Response::answered, true},
    {"dialer_transferred", Response::answered, true},
    {"dialer_amd_person", Response::answered, true},
    {"dialer_extension", Response::answered, true, false, extension},
    {"dialer_without_context", Response::answered, true, false, untold},
    {"dialer_busy", Response::busy},
    {"dialer_no_answer", Response::no_answer},
    {"dialer_no_answer_dial", Response::no_answer},
    {"dialer_cancelled", Response::no_answer},
    {"dialer_declined", Response::no_answer},
    {"dialer_unavailable", Response::failed},
    {"dialer_unknown_number", Response::failed},
    {"dialer_no_route", Response::failed},
    {"dialer_amd_machine", Response::machine},
    {"dialer_amd_hangs_up", Response::answered},
    {"dialer_hangs_up_waiting", Response::answered},
    {"dialer_nobody", Response::abandoned, false, true},
    {"dialer_no_member", Response::abandoned, false, true},
    {"dialer_no_queue", Response::abandoned, false, true},
    {"dialer_hangs_up_in_message", Response::abandoned, false, true},
    {"dialer_extension_busy", Response::abandoned, false, true, extension},
};

}  // namespace

TEST_CASE("recorded calls end as they ended", "[dialing][call][capture]")
{
    for (const auto& expected : stories) {
        INFO(expected.capture);
        const auto story = play(expected);
        CHECK(call_of(story.call) == story.call);
        CHECK(to_string(story.end.response) == to_string(expected.response));
        CHECK(story.end.connected.has_value() == expected.is_connected);
        CHECK(story.end.is_abandoned == expected.is_abandoned);
    }
}

TEST_CASE("names of a call lead back to it", "[dialing][call]")
{
    const auto name = call_name(4711, 1'795'413'439'565);
    CHECK(name == "dial-4711-1795413439565");
    CHECK(call_of(name) == name);
    CHECK(call_of(out_name(name)) == name);
    CHECK(call_of("1795413439.117").empty());
}
