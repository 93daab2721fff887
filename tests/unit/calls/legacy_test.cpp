// SPDX-License-Identifier: GPL-3.0-or-later
// Call shapes of Asterisk 1.4 to 11 that no recorded stream has: masquerades, queues without agent events, MeetMe.
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
