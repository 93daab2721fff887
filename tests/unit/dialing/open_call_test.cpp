// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/open_call.h"

#include <catch2/catch.hpp>

using namespace dialing;
using namespace std::chrono_literals;
using pacing::EventKind;
using Kind = CallEventKind;
using Told = OpenCall::Told;

namespace {

constexpr auto begun = TimePoint{std::chrono::milliseconds{1'795'413'439'000}};

// A call of a queue through our dialplan, and events at milliseconds after its beginning.
class Call {
public:
    explicit Call(CallCourse course = {}) : call_(course, begun) {}
    Call& at(std::chrono::milliseconds when, Kind kind, int number = 0, const std::string& word = {})
    {
        const auto told = call_.hear({.kind = kind, .number = number, .word = word}, begun + when);
        told_.insert(told_.end(), told.begin(), told.end());
        return *this;
    }
    Call& look(std::chrono::milliseconds when)
    {
        const auto told = call_.look(begun + when);
        told_.insert(told_.end(), told.begin(), told.end());
        return *this;
    }
    Call& answered() { return at(5000ms, Kind::rings).at(8000ms, Kind::answered).at(8100ms, Kind::person); }
    Call& hung_up(std::chrono::milliseconds when) { return at(when, Kind::out_gone, 16).at(when, Kind::gone, 16); }
    [[nodiscard]] const OpenCall& operator*() const { return call_; }
    [[nodiscard]] const OpenCall* operator->() const { return &call_; }
    [[nodiscard]] const Told& told() const { return told_; }

private:
    OpenCall call_;
    Told told_;
};

}  // namespace

TEST_CASE("a call that meets an agent in time is answered", "[dialing][call]")
{
    Call call;
    CHECK(call->phase() == CallPhase::dialing);
    call.at(5000ms, Kind::rings);
    CHECK(call->phase() == CallPhase::ringing);
    call.at(8000ms, Kind::answered);
    CHECK(call->phase() == CallPhase::answered);
    call.at(8100ms, Kind::person);
    CHECK(call->phase() == CallPhase::waiting);
    call.at(9000ms, Kind::agent_rings).at(10'000ms, Kind::agent_connected, 0, "PJSIP/8001");
    CHECK(call->phase() == CallPhase::talking);
    CHECK(call->agent() == "PJSIP/8001");
    call.at(70'000ms, Kind::agent_done).hung_up(70'000ms);
    REQUIRE(call->is_over());
    CHECK(call->end().response == Response::answered);
    CHECK_FALSE(call->end().is_abandoned);
    CHECK(call->end().answered == begun + 8000ms);
    CHECK(call->end().person == begun + 8100ms);
    CHECK(call->end().connected == begun + 10'000ms);
    CHECK(call->end().ended == begun + 70'000ms);
    CHECK(call.told() == Told{EventKind::person, EventKind::connected, EventKind::talk_ended});
}

TEST_CASE("nobody comes in time", "[dialing][call]")
{
    Call call;
    call.answered();
    SECTION("the message is played to the end")
    {
        call.at(10'200ms, Kind::nobody);
        CHECK(call->phase() == CallPhase::message);
        call.at(14'000ms, Kind::gone, 16).at(14'000ms, Kind::out_gone, 16);
    }
    SECTION("the person hangs up after the time was over")
    {
        call.look(10'101ms).hung_up(11'000ms);
    }
    SECTION("the dialplan waits shorter than the profile allows")
    {
        call.at(9'000ms, Kind::nobody).at(9'100ms, Kind::gone, 16).at(9'100ms, Kind::out_gone, 16);
    }
    SECTION("the call is let go without a word")
    {
        call.at(8'200ms, Kind::gone, 17).at(8'300ms, Kind::out_gone, 17);
    }
    REQUIRE(call->is_over());
    CHECK(call->end().response == Response::abandoned);
    CHECK(call->end().is_abandoned);
    CHECK(call.told() == Told{EventKind::person, EventKind::abandoned});
}

TEST_CASE("an agent who comes too late meets a person who was abandoned", "[dialing][call]")
{
    Call call;
    call.answered().at(13'100ms, Kind::agent_connected, 0, "PJSIP/8001").hung_up(60'000ms);
    CHECK(call->end().response == Response::answered);
    CHECK(call->end().is_abandoned);
    CHECK(call->end().connected == begun + 13'100ms);
    CHECK(call.told() == Told{EventKind::person, EventKind::abandoned});
}

TEST_CASE("who hangs up before the time is over has not been abandoned", "[dialing][call]")
{
    Call call;
    call.answered().hung_up(9'000ms);
    CHECK(call->end().response == Response::answered);
    CHECK_FALSE(call->end().is_abandoned);
    CHECK_FALSE(call->end().connected);
}

TEST_CASE("the limit is kept to the millisecond", "[dialing][call]")
{
    Call in_time;
    in_time.answered().look(10'100ms).at(10'100ms, Kind::agent_connected);
    CHECK(in_time.told() == Told{EventKind::person, EventKind::connected});
    Call late;
    late.answered().look(10'100ms).at(10'101ms, Kind::agent_connected);
    CHECK(late.told() == Told{EventKind::person, EventKind::abandoned});
}

TEST_CASE("a machine is told by detection alone", "[dialing][call]")
{
    Call call;
    call.at(8000ms, Kind::answered).at(9500ms, Kind::machine_told, 0, "MACHINE");
    CHECK(call->phase() == CallPhase::message);
    call.at(9600ms, Kind::gone, 16).at(9600ms, Kind::out_gone, 16);
    CHECK(call->end().response == Response::machine);
    CHECK(call->end().amd_status == "MACHINE");
    CHECK(call.told() == Told{EventKind::machine});
}

TEST_CASE("detection that is not sure leaves a person", "[dialing][call]")
{
    Call call;
    call.at(8000ms, Kind::answered).at(9500ms, Kind::machine_told, 0, "NOTSURE").at(9501ms, Kind::person);
    CHECK(call->phase() == CallPhase::waiting);
    CHECK(call.told() == Told{EventKind::person});
}

TEST_CASE("why a call was not answered is told by status and cause", "[dialing][call]")
{
    struct Case {
        const char* status;
        int cause;
        Response response;
        EventKind told;
    };
    const auto c = GENERATE(values<Case>({{"BUSY", 17, Response::busy, EventKind::busy},
                                          {"NOANSWER", 0, Response::no_answer, EventKind::no_answer},
                                          {"CANCEL", 19, Response::no_answer, EventKind::no_answer},
                                          {"NOANSWER", 21, Response::no_answer, EventKind::no_answer},
                                          {"NOANSWER", 1, Response::failed, EventKind::failed},
                                          {"CONGESTION", 34, Response::failed, EventKind::failed},
                                          {"CHANUNAVAIL", 0, Response::failed, EventKind::failed},
                                          {"", 17, Response::busy, EventKind::busy},
                                          {"", 19, Response::no_answer, EventKind::no_answer},
                                          {"", 0, Response::failed, EventKind::failed}}));
    Call call;
    if (*c.status != '\0') call.at(4000ms, Kind::not_answered, 0, c.status);
    call.at(4000ms, Kind::leg_gone, c.cause).at(4001ms, Kind::out_gone, 16).at(4002ms, Kind::gone, 16);
    INFO(c.status << " " << c.cause);
    CHECK(call->end().response == c.response);
    CHECK(call.told() == Told{c.told});
}

TEST_CASE("the order's own answer is the last resort", "[dialing][call]")
{
    const auto [reason, response] = GENERATE(table<int, Response>(
        {{3, Response::no_answer}, {5, Response::busy}, {0, Response::failed}, {8, Response::failed}}));
    Call call;
    call.at(100ms, Kind::not_placed, reason);
    CHECK_FALSE(call->is_over());  // its channels may still tell more
    call.look(2100ms);
    REQUIRE(call->is_over());
    CHECK(call->end().response == response);
    CHECK(call->end().ended == begun + 100ms);
}

TEST_CASE("a call Asterisk did not take is over at once", "[dialing][call]")
{
    Call call;
    call.at(10ms, Kind::refused);
    CHECK(call->is_over());
    CHECK(call->was_refused());
    CHECK(call.told() == Told{EventKind::failed});
}

TEST_CASE("an end that is told by halves", "[dialing][call]")
{
    Call call;
    call.answered().at(9000ms, Kind::agent_connected).at(20'000ms, Kind::gone, 16);
    CHECK_FALSE(call->is_over());
    call.look(21'999ms);
    CHECK_FALSE(call->is_over());
    call.look(22'000ms);
    REQUIRE(call->is_over());
    CHECK(call->end().ended == begun + 20'000ms);
    CHECK(call.told().back() == EventKind::talk_ended);
}

TEST_CASE("an extension's call is connected when somebody picks up", "[dialing][call]")
{
    Call call{CallCourse{.goes_to_queue = false}};
    call.answered().at(9000ms, Kind::agent_answered, 0, "PJSIP/8000-00000001");
    CHECK(call->phase() == CallPhase::talking);
}

TEST_CASE("a queue's agent who picks up is connected when the queue says so", "[dialing][call]")
{
    Call call;
    call.answered().at(9000ms, Kind::agent_answered, 0, "PJSIP/8001-00000001");
    CHECK(call->phase() == CallPhase::waiting);
}

TEST_CASE("without our dialplan whoever answers is a person", "[dialing][call]")
{
    Call call{CallCourse{.is_told = false}};
    call.at(8000ms, Kind::answered);
    CHECK(call->phase() == CallPhase::waiting);
    CHECK(call.told() == Told{EventKind::person});
}

TEST_CASE("who was transferred has left the agent but not the line", "[dialing][call]")
{
    Call call;
    call.answered().at(9000ms, Kind::agent_connected).at(30'000ms, Kind::agent_done);
    CHECK(call.told().back() == EventKind::talk_ended);
    CHECK_FALSE(call->is_over());
    const auto heard = call.told().size();
    call.hung_up(90'000ms);
    CHECK(call.told().size() == heard);
    CHECK(call->end().ended == begun + 90'000ms);
}

TEST_CASE("nothing happens to a call that is over", "[dialing][call]")
{
    Call call;
    call.answered().hung_up(9'000ms);
    const auto end = call->end();
    call.at(9'100ms, Kind::agent_connected).at(9'200ms, Kind::nobody).look(60'000ms);
    CHECK(call->end() == end);
}

TEST_CASE("events of other orders do no harm", "[dialing][call]")
{
    // The queue's word comes before the dialplan's.
    Call call;
    call.at(9000ms, Kind::agent_connected, 0, "PJSIP/8001").at(9100ms, Kind::person).at(9200ms, Kind::answered);
    CHECK(call->phase() == CallPhase::talking);
    call.hung_up(20'000ms);
    CHECK(call->end().response == Response::answered);
    CHECK(call.told() == Told{EventKind::person, EventKind::connected, EventKind::talk_ended});
}
