// SPDX-License-Identifier: GPL-3.0-or-later
// What agents hear of the recorded calls.
#include "common/calls/feed_event.h"
#include "tests/unit/calls/capture.h"

#include <catch2/catch.hpp>

namespace {

using calls::AgentDirectory;
using calls::FeedEvent;
using Story = std::vector<std::string>;

AgentDirectory team()
{
    std::vector<calls::AgentAccount> accounts;
    for (std::uint32_t extension = 8001; extension <= 8009; ++extension)
        accounts.push_back({extension, 1, std::to_string(extension), "", "", "asterisk"});
    return AgentDirectory{accounts};
}

std::string say(const FeedEvent& e)
{
    const std::string& peer = e.direction == calls::Direction::in ? e.leg.src : e.leg.dst;
    std::string text = std::string{to_string(e.phase)} + " " + std::string{to_string(e.direction)} + " " + peer;
    if (e.disposition) text += " " + std::string{to_string(*e.disposition)};
    return text;
}

// What one account hears during a stream.
Story story(const std::string& name, std::uint32_t account)
{
    const AgentDirectory directory = team();
    calls::FeedPlanner planner{"asterisk"};
    calls::Tracker tracker;
    Story heard;
    for (const test::OwnedMessage& message : test::messages(test::capture(name))) {
        std::vector<test::Change> changes;
        std::vector<FeedEvent> events;
        message.apply_to(tracker, changes);
        planner.plan(changes, tracker.last_event_time(), directory, events);
        for (const FeedEvent& e : events) {
            if (e.accountid == account) heard.push_back(say(e));
        }
    }
    CHECK(planner.lines() == 0);
    return heard;
}

calls::Leg leg(const std::string& src, const std::string& dst, calls::LegState state)
{
    calls::Leg l;
    l.key = {src, dst};
    l.src = l.srcchan = "PJSIP/" + src + "-1";
    l.dst = l.dstchan = dst.empty() ? "" : "PJSIP/" + dst + "-1";
    l.state = state;
    if (state == calls::LegState::link) l.answer = l.start;
    return l;
}

}  // namespace

TEST_CASE("a queue member hears ringing, talking and ended", "[calls][feed]")
{
    for (const std::string version : {"1.4", "11", "13", "16", "22"}) {
        INFO(version);
        CHECK(story(version + "/queue_answered", 8001) ==
              Story{"ringing in 02188776655", "talking in 02188776655", "ended in 02188776655 ANSWERED"});
    }
    CHECK(story("22/queue_abandoned", 8009) == Story{"ringing in 02188776655", "ended in 02188776655 NO ANSWER"});
}

TEST_CASE("both ends of an internal call hear their side", "[calls][feed]")
{
    CHECK(story("22/internal_answered", 8002) == Story{"dialing out 8001", "dialing out 8001", "ringing out 8001",
                                                       "talking out 8001", "ended out 8001 ANSWERED"});
    CHECK(story("22/internal_answered", 8001) == Story{"ringing in 8002", "talking in 8002", "ended in 8002 ANSWERED"});
    CHECK(story("22/internal_busy", 8002) == Story{"dialing out 8010", "dialing out 8010", "ended out 8010 BUSY"});
}

TEST_CASE("in a ring group the losers hear ended, the caller only what becomes of his call", "[calls][feed]")
{
    CHECK(story("22/ring_group", 8004) ==
          Story{"dialing out 600", "dialing out 600", "ringing out 600", "talking out 600", "ended out 600 ANSWERED"});
    CHECK(story("22/ring_group", 8001) == Story{"ringing in 8004", "talking in 8004", "ended in 8004 ANSWERED"});
    CHECK(story("22/ring_group", 8002) == Story{"ringing in 8004", "ended in 8004 NO ANSWER"});
    CHECK(story("16/ring_group", 8003) == Story{"ringing in 8004", "talking in 8004", "ended in 8004 ANSWERED"});
}

TEST_CASE("click to dial: the agent hears one call from his own telephone's ringing to the end", "[calls][feed]")
{
    for (const std::string version : {"16", "22"}) {
        const Story heard = story(version + "/click2call", 8001);
        INFO(version);
        CHECK(heard.front() == "dialing out ");
        CHECK(heard.back() == "ended out 09120000009 ANSWERED");
        CHECK(std::ranges::count_if(heard, [](const auto& s) { return s.starts_with("ended"); }) == 1);
        CHECK(std::ranges::count(heard, "talking out 09120000009") == 1);
    }
}

TEST_CASE("a blind transfer ends for the one agent and rings the other", "[calls][feed]")
{
    CHECK(story("22/blind_transfer", 8001) ==
          Story{"ringing in 02188776655", "talking in 02188776655", "ended in 02188776655 ANSWERED"});
    CHECK(story("22/blind_transfer", 8003) ==
          Story{"ringing in 02188776655", "talking in 02188776655", "ended in 02188776655 ANSWERED"});
}

TEST_CASE("hold and unhold are phases of their own", "[calls][feed]")
{
    const AgentDirectory directory = team();
    calls::FeedPlanner planner{"asterisk"};
    std::vector<FeedEvent> events;
    calls::Leg talk = leg("trunk", "8001", calls::LegState::link);
    for (const bool held : {false, true, true, false}) {
        talk.held = held;
        const std::vector<test::Change> changes{calls::LegChanged{talk}};
        planner.plan(changes, {}, directory, events);
    }
    Story heard;
    for (const FeedEvent& e : events)
        heard.push_back(std::string{to_string(e.phase)});
    CHECK(heard == Story{"talking", "held", "talking"});
}

TEST_CASE("after a restart nothing is said twice", "[calls][feed]")
{
    const AgentDirectory directory = team();
    calls::FeedPlanner planner{"asterisk"};
    const calls::Leg ringing = leg("8002", "8001", calls::LegState::ringing);
    planner.restore(std::vector{ringing}, directory);
    std::vector<FeedEvent> events;
    planner.plan(std::vector<test::Change>{calls::LegChanged{ringing}}, {}, directory, events);
    CHECK(events.empty());
    calls::FinishedLeg finished;
    finished.leg = ringing;
    planner.plan(std::vector<test::Change>{calls::LegFinished{finished}}, {}, directory, events);
    CHECK(events.size() == 2);
    CHECK(planner.lines() == 0);
}
