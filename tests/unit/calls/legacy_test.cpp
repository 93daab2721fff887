// SPDX-License-Identifier: GPL-3.0-or-later
// Call shapes of Asterisk 1.4 to 11 that no recorded stream has: masquerades (transfer, parking, pickup), queues
// without agent events, chan_agent, DAHDI, MeetMe.
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

namespace {

using calls::FinishedLeg;
using test::Change;

class Scene {
public:
    void say(const std::string& text)
    {
        std::vector<Change> changes;
        test::event(at, text).apply_to(tracker, changes);
        world.apply(changes);
    }
    void born(const std::string& uid, const std::string& channel, const std::string& number, int state)
    {
        say("Newchannel | Channel: " + channel + " | ChannelState: " + std::to_string(state) +
            " | CallerIDNum: " + number + " | Exten: | Uniqueid: " + uid);
    }
    void exten(const std::string& uid, const std::string& exten)
    {
        say("Newexten | Extension: " + exten + " | Application: NoOp | Uniqueid: " + uid);
    }
    void dial(const std::string& src, const std::string& dst)
    {
        say("Dial | SubEvent: Begin | UniqueID: " + src + " | DestUniqueID: " + dst);
    }
    void up(const std::string& uid) { say("Newstate | ChannelState: 6 | Uniqueid: " + uid); }
    void bridge(const std::string& state, const std::string& a, const std::string& b)
    {
        say("Bridge | Bridgestate: " + state + " | Uniqueid1: " + a + " | Uniqueid2: " + b);
    }
    void rename(const std::string& uid, const std::string& from, const std::string& to)
    {
        say("Rename | Channel: " + from + " | Newname: " + to + " | Uniqueid: " + uid);
    }
    // `clone` takes the place of `original`, under the Uniqueid of that.
    void masquerade(const std::string& clone_uid, const std::string& clone, const std::string& original_uid,
                    const std::string& original)
    {
        rename(clone_uid, clone, clone + "<MASQ>");
        rename(original_uid, original, clone);
        rename(clone_uid, clone + "<MASQ>", original + "<ZOMBIE>");
    }
    void hangup(const std::string& uid) { say("Hangup | Cause: 16 | Uniqueid: " + uid); }

    int talked(const std::string& src, const std::string& dst)
    {
        const calls::LegKey key{src, dst};
        const auto found = std::ranges::find(world.finished, key, [](const FinishedLeg& f) { return f.leg.key; });
        return found == world.finished.end() ? -1 : static_cast<int>((found->talk.count() + 500) / 1000);
    }
    void check_over(std::size_t records)
    {
        CHECK(world.complaints == std::vector<std::string>{});
        CHECK(world.live.empty());
        CHECK(world.finished.size() == records);
        CHECK(tracker.live_channels() == 0);
    }

    double at = 1000;
    calls::Tracker tracker;
    test::World world;
};

}  // namespace

TEST_CASE("a Local channel optimized away by masquerade leaves one record of the whole talk", "[calls][legacy]")
{
    Scene s;
    s.born("1.1", "SIP/8001-1", "8001", 4);
    s.exten("1.1", "0912");
    s.born("1.2", "Local/0912@out-1;1", "", 0);
    s.born("1.3", "Local/0912@out-1;2", "", 4);
    s.dial("1.1", "1.2");
    s.born("1.4", "SIP/trunk-1", "0912", 0);
    s.dial("1.3", "1.4");
    s.up("1.4");
    s.bridge("Link", "1.3", "1.4");
    s.up("1.2");
    s.bridge("Link", "1.1", "1.2");
    s.at += 2;
    s.masquerade("1.4", "SIP/trunk-1", "1.2", "Local/0912@out-1;1");
    s.hangup("1.4");  // the zombie
    s.hangup("1.3");
    s.at += 8;
    s.bridge("Unlink", "1.1", "1.2");
    s.hangup("1.2");  // the trunk, under its new Uniqueid
    s.hangup("1.1");
    CHECK(s.talked("1.1", "1.4") == 10);
    CHECK(s.world.finished[0].leg.linkedid == "1.1");
    s.check_over(1);
}

TEST_CASE("an attended transfer by masquerade: caller and target get a record of their own", "[calls][legacy]")
{
    Scene s;
    s.born("1.1", "SIP/trunk-1", "0218877", 4);
    s.exten("1.1", "0311");
    s.born("1.2", "SIP/8001-1", "8001", 0);
    s.dial("1.1", "1.2");
    s.up("1.2");
    s.bridge("Link", "1.1", "1.2");
    s.at += 10;
    s.born("1.3", "SIP/8001-2", "8001", 4);
    s.exten("1.3", "8002");
    s.born("1.4", "SIP/8002-1", "8002", 0);
    s.dial("1.3", "1.4");
    s.up("1.4");
    s.bridge("Link", "1.3", "1.4");
    s.at += 5;
    s.masquerade("1.1", "SIP/trunk-1", "1.3", "SIP/8001-2");
    s.hangup("1.1");  // the zombie: the agent's second line
    s.hangup("1.2");
    s.at += 20;
    s.bridge("Unlink", "1.3", "1.4");
    s.hangup("1.4");
    s.hangup("1.3");  // the caller
    CHECK(s.talked("1.1", "1.2") == 15);
    CHECK(s.talked("1.3", "1.4") == 5);
    CHECK(s.talked("1.1", "1.4") == 20);
    s.check_over(3);
}

TEST_CASE("a queue member is found by the link when no agent event tells of him", "[calls][legacy]")
{
    Scene s;
    s.born("1.1", "SIP/trunk-1", "0218877", 4);
    s.exten("1.1", "0311");
    s.say("Join | Queue: sales | Uniqueid: 1.1");
    s.born("1.2", "SIP/8001-1", "8001", 0);
    s.up("1.2");
    s.say("Leave | Queue: sales | Uniqueid: 1.1");
    s.bridge("Link", "1.1", "1.2");
    REQUIRE(s.world.live.size() == 1);
    const calls::Leg leg = s.world.live.begin()->second;
    CHECK(leg.key == calls::LegKey{"1.1", "1.2"});
    CHECK(leg.queue == "sales");
    CHECK(leg.dst == "0311");
    s.at += 6;
    s.bridge("Unlink", "1.1", "1.2");
    s.hangup("1.2");
    s.hangup("1.1");
    CHECK(s.talked("1.1", "1.2") == 6);
    s.check_over(1);
}

TEST_CASE("a link that flaps is one talk", "[calls][legacy]")
{
    Scene s;
    s.born("1.1", "SIP/8001-1", "8001", 4);
    s.exten("1.1", "8002");
    s.born("1.2", "SIP/8002-1", "8002", 0);
    s.dial("1.1", "1.2");
    s.up("1.2");
    for (int i = 0; i < 5; ++i) {
        s.bridge("Link", "1.1", "1.2");
        s.at += 2;
        s.bridge("Unlink", "1.1", "1.2");
    }
    s.hangup("1.2");
    s.hangup("1.1");
    CHECK(s.talked("1.1", "1.2") == 10);
    s.check_over(1);
}

TEST_CASE("MeetMe is a bridge", "[calls][legacy]")
{
    Scene s;
    s.born("1.1", "SIP/8001-1", "8001", 4);
    s.born("1.2", "SIP/8002-1", "8002", 4);
    s.say("MeetmeJoin | Meetme: 900 | Uniqueid: 1.1");
    s.say("MeetmeJoin | Meetme: 900 | Uniqueid: 1.2");
    s.at += 4;
    s.say("MeetmeLeave | Meetme: 900 | Uniqueid: 1.1");
    s.hangup("1.1");
    s.hangup("1.2");
    CHECK(s.talked("1.1", "1.2") == 4);
    s.check_over(1);
}

TEST_CASE("a parked caller keeps its key and talks to who fetches it", "[calls][legacy]")
{
    Scene s;
    s.born("1.a", "SIP/trunk-1", "0218877", 4);
    s.exten("1.a", "8001");
    s.born("1.b", "SIP/8001-1", "8001", 0);
    s.dial("1.a", "1.b");
    s.up("1.b");
    s.bridge("Link", "1.a", "1.b");
    s.at += 10;
    // The parking lot takes the caller over under a Uniqueid of its own.
    s.born("1.c", "Parked/SIP/trunk-1", "", 6);
    s.masquerade("1.a", "SIP/trunk-1", "1.c", "Parked/SIP/trunk-1");
    s.hangup("1.a");  // the zombie
    s.hangup("1.b");
    s.say("ParkedCall | Exten: 701 | Channel: SIP/trunk-1 | From: SIP/8001-1 | Timeout: 45");
    s.at += 20;
    s.born("1.d", "SIP/8003-1", "8003", 4);
    s.exten("1.d", "701");
    s.bridge("Link", "1.d", "1.c");
    s.at += 5;
    s.bridge("Unlink", "1.d", "1.c");
    s.hangup("1.d");
    s.hangup("1.c");
    CHECK(s.talked("1.a", "1.b") == 10);
    CHECK(s.talked("1.a", "1.d") == 5);
    s.check_over(2);
}

TEST_CASE("who picks a call up takes the place of the telephone that rang", "[calls][legacy]")
{
    Scene s;
    s.born("1.a", "SIP/8002-1", "8002", 4);
    s.exten("1.a", "8009");
    s.born("1.b", "SIP/8009-1", "8009", 0);
    s.dial("1.a", "1.b");
    s.say("Newstate | ChannelState: 5 | Uniqueid: 1.b");
    s.at += 4;
    s.born("1.c", "SIP/8003-1", "8003", 4);
    s.exten("1.c", "*8");
    s.up("1.c");
    s.masquerade("1.c", "SIP/8003-1", "1.b", "SIP/8009-1");
    s.hangup("1.c");
    s.bridge("Link", "1.a", "1.b");
    s.at += 6;
    s.bridge("Unlink", "1.a", "1.b");
    s.hangup("1.b");
    s.hangup("1.a");
    CHECK(s.talked("1.a", "1.b") == 0);
    CHECK(s.talked("1.a", "1.c") == 6);
    s.check_over(2);
}

TEST_CASE("a queue member of chan_agent is dialed as Agent/ID", "[calls][legacy]")
{
    Scene s;  // in the words of 1.4
    s.say("Newchannel | Channel: SIP/8001-1 | State: Ring | CallerIDNum: 8001 | Uniqueid: 1.a");
    s.say("Newexten | Channel: SIP/8001-1 | Extension: *7 | Application: AgentLogin | Uniqueid: 1.a");
    s.say("Newstate | Channel: SIP/8001-1 | State: Up | Uniqueid: 1.a");
    s.say("Agentlogin | Agent: 1001 | Channel: SIP/8001-1 | Uniqueid: 1.a");
    s.at += 60;
    s.say("Newchannel | Channel: DAHDI/1-1 | State: Ring | CallerIDNum: 0218877 | Uniqueid: 1.b");
    s.say("Newexten | Channel: DAHDI/1-1 | Extension: 0311 | Application: Queue | Uniqueid: 1.b");
    s.say("Join | Channel: DAHDI/1-1 | CallerID: 0218877 | Queue: sales | Position: 1 | Count: 1");
    s.say("Newchannel | Channel: Agent/1001 | State: Down | CallerIDNum: <unknown> | Uniqueid: 1.c");
    s.say("AgentCalled | AgentCalled: Agent/1001 | ChannelCalling: DAHDI/1-1 | CallerID: 0218877 | Extension: 0311");
    s.say("Newstate | Channel: Agent/1001 | State: Up | Uniqueid: 1.c");
    s.say("Leave | Channel: DAHDI/1-1 | Queue: sales | Count: 0");
    s.say("Link | Channel1: DAHDI/1-1 | Channel2: Agent/1001 | Uniqueid1: 1.b | Uniqueid2: 1.c");
    s.at += 7;
    s.say("Unlink | Channel1: DAHDI/1-1 | Channel2: Agent/1001 | Uniqueid1: 1.b | Uniqueid2: 1.c");
    s.say("Hangup | Channel: Agent/1001 | Uniqueid: 1.c | Cause: 16");
    s.say("Hangup | Channel: DAHDI/1-1 | Uniqueid: 1.b | Cause: 16");
    CHECK(s.talked("1.b", "1.c") == 7);
    const FinishedLeg& leg = s.world.finished.front();
    CHECK(leg.leg.queue == "sales");
    CHECK(leg.leg.dst == "0311");
    CHECK(leg.leg.dstchan == "Agent/1001");
    s.say("Hangup | Channel: SIP/8001-1 | Uniqueid: 1.a | Cause: 16");
    s.check_over(2);  // the login was a call nobody was dialed for
}

TEST_CASE("DAHDI channels bear a line's name and are told by their Uniqueid", "[calls][legacy]")
{
    const std::string first = GENERATE("DAHDI/1-1", "DAHDI/i1/0218877-1f");
    Scene s;  // in the words of 1.8
    s.say("Newchannel | Channel: " + first +
          " | ChannelState: 4 | ChannelStateDesc: Ring | CallerIDNum: 0218877 | Exten: 0311 | Uniqueid: 1.a");
    s.say("Newexten | Channel: " + first + " | Extension: 0311 | Application: Dial | Uniqueid: 1.a");
    s.say(
        "Newchannel | Channel: DAHDI/3-1 | ChannelState: 1 | ChannelStateDesc: Rsrvd | CallerIDNum: | Exten: | "
        "Uniqueid: 1.b");
    s.say("Dial | SubEvent: Begin | Channel: " + first +
          " | Destination: DAHDI/3-1 | UniqueID: 1.a | DestUniqueID: 1.b | Dialstring: 3");
    s.say("Newstate | Channel: DAHDI/3-1 | ChannelState: 5 | ChannelStateDesc: Ringing | Uniqueid: 1.b");
    REQUIRE(s.world.live.size() == 1);
    CHECK(s.world.live.begin()->second.state == calls::LegState::ringing);
    CHECK(s.world.live.begin()->second.didnumber == "0311");
    s.say("Newstate | Channel: DAHDI/3-1 | ChannelState: 6 | ChannelStateDesc: Up | Uniqueid: 1.b");
    s.say("Bridge | Bridgestate: Link | Channel1: " + first +
          " | Channel2: DAHDI/3-1 | Uniqueid1: 1.a | Uniqueid2: 1.b");
    s.at += 8;
    s.say("Unlink | Channel1: " + first + " | Channel2: DAHDI/3-1 | Uniqueid1: 1.a | Uniqueid2: 1.b");
    s.say("Hangup | Channel: DAHDI/3-1 | Uniqueid: 1.b | Cause: 16 | Cause-txt: Normal Clearing");
    s.say("Dial | SubEvent: End | Channel: " + first + " | UniqueID: 1.a | DialStatus: ANSWER");
    s.say("Hangup | Channel: " + first + " | Uniqueid: 1.a | Cause: 16 | Cause-txt: Normal Clearing");
    CHECK(s.talked("1.a", "1.b") == 8);
    CHECK(s.world.finished.front().leg.dst == "0311");
    s.check_over(1);
}
