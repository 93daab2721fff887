// SPDX-License-Identifier: GPL-3.0-or-later
// Call shapes no recorded stream has, in the words of Asterisk 13 and later.
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

namespace {

using calls::Disposition;
using calls::FinishedLeg;
using calls::LegState;
using test::Change;

// Speaks to a tracker as Asterisk does. Uniqueid and Linkedid are "1.a" for the channel of that name tag.
class Scene {
public:
    void say(const std::string& text)
    {
        std::vector<Change> changes;
        test::event(at, text).apply_to(tracker, changes);
        world.apply(changes);
    }
    void wait(double seconds) { at += seconds; }

    void caller(const std::string& uid, const std::string& channel, const std::string& number, const std::string& exten)
    {
        say("Newchannel | Channel: " + channel + " | ChannelState: 4 | CallerIDNum: " + number + " | Exten: " + exten +
            " | Uniqueid: " + uid + " | Linkedid: 1.a");
    }
    void born(const std::string& uid, const std::string& channel, const std::string& number = "")
    {
        say("Newchannel | Channel: " + channel + " | ChannelState: 0 | CallerIDNum: " + number +
            " | Exten: s | Uniqueid: " + uid + " | Linkedid: 1.a");
    }
    void dial(const std::string& src, const std::string& dst)
    {
        say("DialBegin | Uniqueid: " + src + " | Linkedid: 1.a | DestUniqueid: " + dst +
            " | DestLinkedid: 1.a | DialString: x");
    }
    void state(const std::string& uid, int state)
    {
        say("Newstate | Uniqueid: " + uid + " | ChannelState: " + std::to_string(state) + " | Linkedid: 1.a");
    }
    void dial_end(const std::string& dst, const std::string& status)
    {
        say("DialEnd | DestUniqueid: " + dst + " | DialStatus: " + status);
    }
    void enter(const std::string& uid, const std::string& bridge, const std::string& technology = "simple_bridge")
    {
        say("BridgeEnter | Uniqueid: " + uid + " | Linkedid: 1.a | BridgeUniqueid: " + bridge +
            " | BridgeTechnology: " + technology);
    }
    void leave(const std::string& uid, const std::string& bridge)
    {
        say("BridgeLeave | Uniqueid: " + uid + " | Linkedid: 1.a | BridgeUniqueid: " + bridge);
    }
    void hangup(const std::string& uid, int cause = 16)
    {
        say("Hangup | Uniqueid: " + uid + " | Cause: " + std::to_string(cause));
    }

    const FinishedLeg& record(const std::string& src, const std::string& dst)
    {
        const calls::LegKey key{src, dst};
        const auto found = std::ranges::find(world.finished, key, [](const FinishedLeg& f) { return f.leg.key; });
        INFO("no record " << src << " > " << dst);
        REQUIRE(found != world.finished.end());
        return *found;
    }
    void check_over(std::size_t records)
    {
        CHECK(world.complaints == std::vector<std::string>{});
        CHECK(world.live.empty());
        CHECK(world.finished.size() == records);
        CHECK(tracker.live_channels() == 0);
        CHECK(tracker.live_legs() == 0);
    }

    double at = 1000;
    calls::Tracker tracker;
    test::World world;
};

int seconds(const FinishedLeg& leg)
{
    return static_cast<int>((leg.talk.count() + 500) / 1000);
}

}  // namespace

TEST_CASE("who dials through a Local channel is the one who dialed it", "[calls][shapes]")
{
    const bool inner_dial_first = GENERATE(false, true);  // the far half runs in a thread of its own
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "100");
    s.born("1.b", "Local/8001@int-1;1");
    s.caller("1.c", "Local/8001@int-1;2", "0218877", "8001");
    if (!inner_dial_first) s.dial("1.a", "1.b");
    s.born("1.d", "PJSIP/8001-1", "8001");
    s.dial("1.c", "1.d");
    if (inner_dial_first) s.dial("1.a", "1.b");
    s.state("1.d", 5);
    REQUIRE(s.world.live.size() == 1);
    CHECK(s.world.live.begin()->first == calls::LegKey{"1.a", "1.d"});
    CHECK(s.world.live.begin()->second.dst == "100");
    s.state("1.d", 6);
    s.enter("1.d", "inner");
    s.enter("1.c", "inner");
    s.state("1.b", 6);
    s.enter("1.b", "outer");
    s.enter("1.a", "outer");
    s.wait(10);
    SECTION("which stays to the end")
    {
        for (const std::string uid : {"1.a", "1.b", "1.c", "1.d"})
            s.hangup(uid);
        CHECK(seconds(s.record("1.a", "1.d")) == 10);
    }
    SECTION("or is optimized away in mid-call")
    {
        s.leave("1.d", "inner");
        s.enter("1.d", "outer");
        for (const std::string uid : {"1.b", "1.c"})
            s.hangup(uid);
        s.wait(5);
        s.leave("1.a", "outer");
        s.hangup("1.d");
        s.hangup("1.a");
        CHECK(seconds(s.record("1.a", "1.d")) == 15);
    }
    s.check_over(1);
}

TEST_CASE("a telephone dialed behind a Local channel is the caller's, though both halves are gone", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "100");
    s.born("1.b", "Local/8001@int-1;1");
    s.caller("1.c", "Local/8001@int-1;2", "0218877", "8001");
    s.born("1.d", "PJSIP/8001-1", "8001");
    s.dial("1.c", "1.d");
    s.hangup("1.c");
    s.dial("1.a", "1.b");
    s.hangup("1.b");
    s.state("1.d", 6);
    s.enter("1.d", "outer");
    s.enter("1.a", "outer");
    REQUIRE(s.world.live.size() == 1);
    CHECK(s.world.live.begin()->first == calls::LegKey{"1.a", "1.d"});
    s.wait(5);
    s.hangup("1.d");
    s.hangup("1.a");
    CHECK(seconds(s.record("1.a", "1.d")) == 5);
    s.check_over(1);
}

TEST_CASE("a queue tries one member, then another", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "0311");
    s.say("QueueCallerJoin | Uniqueid: 1.a | Queue: sales");
    s.born("1.b", "PJSIP/8001-1", "8001");
    s.dial("1.a", "1.b");
    s.state("1.b", 5);
    s.wait(15);
    s.dial_end("1.b", "NOANSWER");
    s.dial_end("1.b", "CANCEL");
    s.hangup("1.b", 0);
    REQUIRE(s.world.live.size() == 1);  // waiting again
    CHECK(s.world.live.begin()->second.queue == "sales");
    s.born("1.c", "PJSIP/8002-1", "8002");
    s.dial("1.a", "1.c");
    s.state("1.c", 6);
    s.dial_end("1.c", "ANSWER");
    s.say("QueueCallerLeave | Uniqueid: 1.a | Queue: sales");
    s.enter("1.c", "x");
    s.enter("1.a", "x");
    s.wait(7);
    s.hangup("1.a");
    s.hangup("1.c");
    CHECK(s.record("1.a", "1.b").disposition == Disposition::no_answer);
    CHECK(s.record("1.a", "1.b").end - s.record("1.a", "1.b").leg.start == std::chrono::seconds{15});
    CHECK(seconds(s.record("1.a", "1.c")) == 7);
    CHECK(s.record("1.a", "1.c").leg.dst == "0311");
    CHECK(s.record("1.a", "1.c").leg.queue == "sales");
    s.check_over(2);
}

TEST_CASE("a caller nobody was dialed for leaves one unanswered record", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "0311");
    s.say("QueueCallerJoin | Uniqueid: 1.a | Queue: sales");
    s.wait(9);
    s.say("QueueCallerLeave | Uniqueid: 1.a | Queue: sales");
    s.hangup("1.a");
    const FinishedLeg& leg = s.record("1.a", "");
    CHECK(leg.disposition == Disposition::no_answer);
    CHECK(leg.leg.queue == "sales");
    CHECK(leg.leg.didnumber == "0311");
    CHECK(leg.talk.count() == 0);
    s.check_over(1);
}

TEST_CASE("an originate that fails says why", "[calls][shapes]")
{
    Scene s;
    s.born("1.a", "PJSIP/trunk-1");
    s.say("DialBegin | DestUniqueid: 1.a | DestLinkedid: 1.a | DialString: 09120000009@trunk");
    s.state("1.a", 5);
    s.dial_end("1.a", "BUSY");
    s.hangup("1.a", 17);
    CHECK(s.record("1.a", "").disposition == Disposition::busy);
    CHECK(s.record("1.a", "").leg.src == "09120000009");
    s.check_over(1);
}

TEST_CASE("an attended transfer gives the caller one record per partner", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "0311");
    s.born("1.b", "PJSIP/8001-1", "8001");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.enter("1.b", "x");
    s.enter("1.a", "x");
    s.wait(10);
    s.caller("1.c", "PJSIP/8001-2", "8001", "8002");  // the agent's second line
    s.born("1.d", "PJSIP/8002-1", "8002");
    s.dial("1.c", "1.d");
    s.state("1.d", 6);
    s.enter("1.d", "y");
    s.enter("1.c", "y");
    s.wait(5);
    s.leave("1.b", "x");
    s.leave("1.c", "y");
    s.leave("1.d", "y");
    s.enter("1.d", "x");
    s.hangup("1.b");
    s.hangup("1.c");
    s.wait(20);
    s.hangup("1.d");
    s.hangup("1.a");
    CHECK(seconds(s.record("1.a", "1.b")) == 15);
    CHECK(seconds(s.record("1.c", "1.d")) == 5);
    CHECK(seconds(s.record("1.a", "1.d")) == 20);
    CHECK(s.record("1.a", "1.d").leg.dst == "8002");
    CHECK(s.record("1.a", "1.d").disposition == Disposition::answered);
    s.check_over(3);
}

TEST_CASE("a consultation through a Local channel nobody dialed belongs to the one in front of it", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "0311");
    s.born("1.b", "PJSIP/8001-1", "8001");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.enter("1.b", "x");
    s.enter("1.a", "x");
    s.wait(3);
    s.leave("1.b", "x");  // consults
    s.born("1.c", "Local/8002@int-1;1");
    s.caller("1.d", "Local/8002@int-1;2", "8001", "8002");
    s.say("DialBegin | DestUniqueid: 1.c | DestLinkedid: 1.a | DialString: 8002@int");
    s.born("1.e", "PJSIP/8002-1", "8002");
    s.dial("1.d", "1.e");
    s.state("1.e", 6);
    s.enter("1.e", "z");
    s.enter("1.d", "z");
    s.state("1.c", 6);
    s.enter("1.c", "y");
    s.enter("1.b", "y");
    s.wait(4);
    for (const std::string uid : {"1.b", "1.c", "1.d", "1.e", "1.a"})
        s.hangup(uid);
    CHECK(seconds(s.record("1.a", "1.b")) == 3);
    CHECK(seconds(s.record("1.b", "1.e")) == 4);
    s.check_over(2);
}

TEST_CASE("a callee who is transferred calls on", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/8001-1", "8001", "09120");
    s.born("1.b", "PJSIP/trunk-1", "09120");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.enter("1.b", "x");
    s.enter("1.a", "x");
    s.wait(6);
    s.leave("1.a", "x");
    s.leave("1.b", "x");
    s.hangup("1.a");
    s.say("Newexten | Uniqueid: 1.b | Linkedid: 1.a | Extension: 8003 | Application: Dial");
    s.born("1.c", "PJSIP/8003-1", "8003");
    s.dial("1.b", "1.c");
    s.state("1.c", 6);
    s.enter("1.c", "y");
    s.enter("1.b", "y");
    s.wait(8);
    s.hangup("1.c");
    s.hangup("1.b");
    CHECK(seconds(s.record("1.a", "1.b")) == 6);
    CHECK(s.record("1.a", "1.b").leg.didnumber == "");
    CHECK(seconds(s.record("1.b", "1.c")) == 8);
    CHECK(s.record("1.b", "1.c").leg.dst == "8003");
    s.check_over(2);
}

TEST_CASE("parked callers do not talk to each other", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "700");
    s.caller("1.b", "PJSIP/trunk-2", "0218878", "700");
    s.enter("1.a", "lot", "holding_bridge");
    s.enter("1.b", "lot", "holding_bridge");
    s.wait(60);
    s.hangup("1.a");
    s.hangup("1.b");
    CHECK(s.record("1.a", "").talk.count() == 0);
    s.check_over(2);
}

TEST_CASE("everybody in a conference has a record with somebody", "[calls][shapes]")
{
    Scene s;
    for (const std::string n : {"a", "b", "c"})
        s.caller("1." + n, "PJSIP/800" + n + "-1", "800" + n, "900");
    for (const std::string n : {"a", "b", "c"}) {
        s.enter("1." + n, "room", "softmix");
        s.wait(10);
    }
    s.hangup("1.a");
    s.wait(5);
    s.hangup("1.b");
    s.hangup("1.c");
    CHECK(seconds(s.record("1.a", "1.b")) == 20);
    CHECK(seconds(s.record("1.a", "1.c")) == 10);
    CHECK(seconds(s.record("1.b", "1.c")) == 5);
    s.check_over(3);
}

TEST_CASE("hold is seen on the leg, and is talk time still", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/8001-1", "8001", "8002");
    s.born("1.b", "PJSIP/8002-1", "8002");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.enter("1.b", "x");
    s.enter("1.a", "x");
    s.say("Hold | Uniqueid: 1.b");
    CHECK(s.world.live.begin()->second.held);
    s.wait(10);
    s.say("Unhold | Uniqueid: 1.b");
    CHECK_FALSE(s.world.live.begin()->second.held);
    s.hangup("1.b");
    s.hangup("1.a");
    CHECK(seconds(s.record("1.a", "1.b")) == 10);
    s.check_over(1);
}

TEST_CASE("internal and outside callers are told apart by their device", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/8001-1", "8001", "09120");
    s.caller("1.b", "PJSIP/trunk-1", "09121", "0311");
    CHECK(s.world.live.at({"1.a", ""}).didnumber == "");
    CHECK(s.world.live.at({"1.b", ""}).didnumber == "0311");
    s.hangup("1.a");
    s.hangup("1.b");
    s.check_over(2);
}

TEST_CASE("an agent who waits on the line is who answers a Local channel", "[calls][shapes]")
{
    Scene s;
    s.say(
        "Newchannel | Channel: PJSIP/8001-1 | ChannelState: 4 | CallerIDNum: 8001 | Exten: *7 | Uniqueid: 2.a | "
        "Linkedid: 2.a");
    s.say("BridgeEnter | Uniqueid: 2.a | Linkedid: 2.a | BridgeUniqueid: pool | BridgeTechnology: holding_bridge");
    s.caller("1.a", "PJSIP/trunk-1", "0218877", "0311");
    s.say("QueueCallerJoin | Uniqueid: 1.a | Queue: sales");
    s.born("1.b", "Local/1001@agents-1;1");
    s.caller("1.c", "Local/1001@agents-1;2", "0218877", "1001");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.say("QueueCallerLeave | Uniqueid: 1.a | Queue: sales");
    s.enter("1.b", "outer");
    s.enter("1.a", "outer");
    s.say("BridgeLeave | Uniqueid: 2.a | Linkedid: 2.a | BridgeUniqueid: pool");
    s.enter("2.a", "inner");
    s.enter("1.c", "inner");
    REQUIRE(s.world.live.contains({"1.a", "2.a"}));
    CHECK(s.world.live.at({"1.a", "2.a"}).queue == "sales");
    CHECK(s.world.live.at({"1.a", "2.a"}).dst == "0311");
    s.wait(9);
    for (const std::string uid : {"1.a", "1.b", "1.c", "2.a"})
        s.hangup(uid);
    CHECK(seconds(s.record("1.a", "2.a")) == 9);
    s.check_over(1);
}

TEST_CASE("a transferred caller's new number may be told before it has left the bridge", "[calls][shapes]")
{
    Scene s;
    s.caller("1.a", "PJSIP/8002-1", "8002", "8001");
    s.born("1.b", "PJSIP/8001-1", "8001");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.enter("1.b", "x");
    s.enter("1.a", "x");
    s.wait(3);
    s.say("Newexten | Uniqueid: 1.a | Linkedid: 1.a | Extension: 8003 | Application: Dial");
    s.leave("1.a", "x");
    s.leave("1.b", "x");
    s.hangup("1.b");
    s.born("1.c", "PJSIP/8003-1", "8003");
    s.say("DialBegin | Uniqueid: 1.a | Linkedid: 1.a | Exten: 8003 | DestUniqueid: 1.c | DestLinkedid: 1.a");
    s.state("1.c", 6);
    s.enter("1.c", "y");
    s.enter("1.a", "y");
    s.wait(4);
    s.hangup("1.a");
    s.hangup("1.c");
    CHECK(s.record("1.a", "1.b").leg.dst == "8001");
    CHECK(s.record("1.a", "1.c").leg.dst == "8003");
    s.check_over(2);
}

// 18 and 20 say what 16 and 22 say, but for the Hangup headers that 22 added.
TEST_CASE("the streams of 18 and 20 lack TechCause only", "[calls][shapes]")
{
    for (const std::string name : {"22/queue_overflow", "22/atxfer_completed", "22/parking_retrieved"}) {
        test::Stream stream = test::messages(test::capture(name));
        calls::Tracker as_22;
        const std::vector<Change> expected = test::play(stream, as_22);
        for (test::OwnedMessage& message : stream)
            message.drop("TechCause");
        calls::Tracker as_18;
        CHECK(test::play(stream, as_18) == expected);
    }
}

TEST_CASE("a leg dialed behind a Local channel outlives both halves", "[calls][local]")
{
    // The far half has hung up when somebody steps in front of the near half; found by tests/fuzz/tracker_fuzz.
    Scene scene;
    scene.caller("1.a", "PJSIP/8002-1", "8002", "100");
    scene.born("1.n", "Local/100@in-05;1", "100");
    scene.born("1.f", "Local/100@in-05;2");
    scene.born("1.p", "PJSIP/8001-1", "8001");
    scene.dial("1.f", "1.p");
    scene.hangup("1.f");
    scene.wait(1);
    scene.enter("1.n", "b");
    scene.enter("1.a", "b");
    scene.wait(1);
    scene.hangup("1.n");
    scene.hangup("1.p", 17);
    scene.hangup("1.a");
    CHECK(scene.tracker.live_channels() == 0);
    CHECK(scene.tracker.live_legs() == 0);
    CHECK(scene.world.complaints.empty());
}
