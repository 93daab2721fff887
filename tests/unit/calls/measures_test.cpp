// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured of a leg: its number, waiting, ringing, holding, who ended it. The oracle of the recorded streams is
// Asterisk's queue_log.
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

#include <sstream>

namespace {

using calls::Disposition;
using calls::FinishedLeg;
using calls::HangupBy;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Capture;
using test::World;

World played(const Capture& capture)
{
    calls::Tracker tracker;
    World world;
    world.apply(test::play(test::messages(capture), tracker));
    return world;
}

// "time|callid|queue|agent|event|data1|data2|..."
std::vector<std::vector<std::string>> queue_log(const Capture& capture)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream in{capture.queue_log};
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> cells;
        std::istringstream row{line};
        for (std::string cell; std::getline(row, cell, '|');)
            cells.push_back(cell);
        rows.push_back(cells);
    }
    return rows;
}

// Asterisk counts in whole seconds of the clock.
bool is_about(milliseconds measured, const std::string& whole_seconds)
{
    return std::chrono::abs(measured - seconds{std::stoi(whole_seconds)}) <= seconds{1};
}

const FinishedLeg& the_leg(const World& world, const std::function<bool(const FinishedLeg&)>& which)
{
    REQUIRE(std::ranges::count_if(world.finished, which) == 1);
    return *std::ranges::find_if(world.finished, which);
}

// Speaks to a tracker as Asterisk does; events are "Name | Header: value | ...".
class Scene {
public:
    void say(const std::string& text)
    {
        std::vector<test::Change> changes;
        test::event(at, text).apply_to(tracker, changes);
        world.apply(changes);
    }
    void caller(const std::string& uid, const std::string& linkedid = "1.a")
    {
        say("Newchannel | Channel: PJSIP/" + uid +
            "-1 | ChannelState: 4 | CallerIDNum: 0218877 | Exten: 0311 | Uniqueid: " + uid +
            " | Linkedid: " + linkedid);
    }
    void phone(const std::string& uid, const std::string& linkedid = "1.a")
    {
        say("Newchannel | Channel: PJSIP/" + uid + "-1 | ChannelState: 0 | Exten: | Uniqueid: " + uid +
            " | Linkedid: " + linkedid);
    }
    void dial(const std::string& src, const std::string& dst)
    {
        say("DialBegin | Uniqueid: " + src + " | DestUniqueid: " + dst + " | DialString: x");
    }
    void state(const std::string& uid, int state)
    {
        say("Newstate | ChannelState: " + std::to_string(state) + " | Uniqueid: " + uid);
    }
    void talk(const std::string& a, const std::string& b, const std::string& bridge = "x")
    {
        for (const std::string& uid : {b, a})
            say("BridgeEnter | BridgeUniqueid: " + bridge + " | Uniqueid: " + uid);
    }
    void about(const std::string& event, const std::string& uid) { say(event + " | Uniqueid: " + uid); }
    void join(const std::string& uid) { say("QueueCallerJoin | Queue: sales | Uniqueid: " + uid); }
    void hangup(const std::string& uid, int cause = 16)
    {
        say("Hangup | Cause: " + std::to_string(cause) + " | Uniqueid: " + uid);
    }
    const FinishedLeg& record(const std::string& src, const std::string& dst)
    {
        return the_leg(world, [&](const FinishedLeg& f) { return f.leg.key == calls::LegKey{src, dst}; });
    }

    double at = 1000;
    calls::Tracker tracker;
    World world;
};

// A call from 1.a to 1.b, who talk.
Scene talking()
{
    Scene s;
    s.caller("1.a");
    s.phone("1.b");
    s.dial("1.a", "1.b");
    s.state("1.b", 6);
    s.talk("1.a", "1.b");
    return s;
}

}  // namespace

TEST_CASE("waits, talks and who hung up agree with Asterisk's queue_log", "[calls][measures]")
{
    std::size_t compared = 0;
    for (const Capture& capture : test::captures()) {
        // A consultation is talk to the queue, and its caller the Local channel of the transfer; who looks first in
        // mid-call knows no beginnings.
        if (capture.scenario().starts_with("atxfer_") || capture.begins_mid_call()) continue;
        const World world = played(capture);
        for (const auto& row : queue_log(capture)) {
            if (row.size() < 6 || row[2] != "support") continue;
            const std::string& event = row[4];
            INFO(capture.name << " " << event);
            const auto of_caller = [&](const FinishedLeg& f) {
                return f.leg.key.srcuid == row[1] && f.leg.queue == "support" && !f.leg.key.dstuid.empty();
            };
            if (event == "CONNECT") {
                // A member behind a Local channel is named by that.
                const bool is_real = std::ranges::any_of(
                    world.finished, [&](const FinishedLeg& f) { return f.leg.key.dstuid == row[6]; });
                const FinishedLeg& leg = the_leg(world, [&](const FinishedLeg& f) {
                    return of_caller(f) && f.disposition == Disposition::answered &&
                           (!is_real || f.leg.key.dstuid == row[6]);
                });
                CHECK(is_about(leg.wait, row[5]));
                CHECK(leg.leg.start >= leg.leg.waiting_since);
                ++compared;
            } else if (event == "ABANDON") {
                const FinishedLeg& leg = the_leg(world, of_caller);
                CHECK(is_about(leg.wait, row[7]));
                CHECK(leg.hangup_by == HangupBy::caller);
                CHECK(leg.disposition == Disposition::no_answer);
                ++compared;
            } else if (event == "COMPLETECALLER" || event == "BLINDTRANSFER") {
                const FinishedLeg& leg = the_leg(world, [&](const FinishedLeg& f) {
                    return of_caller(f) && f.disposition == Disposition::answered;
                });
                const bool is_transfer = event == "BLINDTRANSFER";
                CHECK(is_about(leg.wait, row[is_transfer ? 7 : 5]));
                CHECK(is_about(leg.talk, row[is_transfer ? 8 : 6]));
                // queue_log says the same of an AMI Hangup of the agent's channel and of a Redirect before 12.
                const bool by_ami = capture.name == "11/blind_transfer" || capture.name.ends_with("predictive_queue");
                CHECK(leg.hangup_by == (is_transfer || by_ami ? HangupBy::nobody : HangupBy::caller));
                ++compared;
            }
        }
    }
    CHECK(compared > 20);
}

TEST_CASE("ringing lasts from the first ring to the answer, the refusal or the end", "[calls][measures]")
{
    const auto leg_of = [](const std::string& name) {
        return the_leg(played(test::capture(name)), [](const FinishedLeg& f) { return !f.leg.key.dstuid.empty(); });
    };
    for (const std::string version : {"16", "22"}) {
        INFO(version);
        const FinishedLeg answered = leg_of(version + "/internal_answered");
        CHECK(std::chrono::abs(answered.ring - milliseconds{500}) < milliseconds{50});
        CHECK(answered.hangup_by == HangupBy::caller);
        CHECK(answered.wait == milliseconds{0});
        const FinishedLeg unanswered = leg_of(version + "/internal_noanswer");
        CHECK(std::chrono::abs(unanswered.ring - seconds{20}) < milliseconds{50});
        CHECK(unanswered.hangup_by == HangupBy::nobody);
        const FinishedLeg busy = leg_of(version + "/internal_busy");
        CHECK(busy.ring < milliseconds{10});
        CHECK(busy.hangup_by == HangupBy::callee);
    }
}

TEST_CASE("the legs of a call are numbered, and one of them is the parent", "[calls][measures]")
{
    for (const Capture& capture : test::captures()) {
        INFO(capture.name);
        std::map<std::string, std::vector<unsigned>> numbers;
        for (const FinishedLeg& f : played(capture).finished)
            numbers[f.leg.linkedid].push_back(f.leg.legno);
        for (auto& [linkedid, given] : numbers) {
            INFO(linkedid);
            std::ranges::sort(given);
            for (std::size_t i = 0; i < given.size(); ++i)
                CHECK(given[i] == i + 1);
        }
    }
}

TEST_CASE("a ring group is one parent and its children, in order of the dialing", "[calls][measures]")
{
    for (const std::string name : {"1.4/ring_group", "16/ring_group", "22/ring_group"}) {
        INFO(name);
        std::vector<FinishedLeg> legs = played(test::capture(name)).finished;
        std::ranges::sort(legs, {}, [](const FinishedLeg& f) { return f.leg.legno; });
        REQUIRE(legs.size() == 3);
        CHECK(legs[0].leg.start <= legs[1].leg.start);
        CHECK(legs[1].leg.start <= legs[2].leg.start);
    }
}

TEST_CASE("a leg keeps its number from the first row to the record", "[calls][measures]")
{
    for (const Capture& capture : test::captures()) {
        INFO(capture.name);
        calls::Tracker tracker;
        std::map<calls::LegKey, unsigned> shown;
        for (const test::Change& change : test::play(test::messages(capture), tracker)) {
            if (const auto* c = std::get_if<calls::LegChanged>(&change)) {
                const bool is_pair_of_locals =
                    c->leg.srcchan.starts_with("Local/") && c->leg.dstchan.starts_with("Local/");
                if (is_pair_of_locals) continue;
                CHECK(shown.try_emplace(c->leg.key, c->leg.legno).first->second == c->leg.legno);
            } else if (const auto* f = std::get_if<calls::LegFinished>(&change)) {
                const auto row = shown.find(f->finished.leg.key);
                if (row != shown.end()) CHECK(row->second == f->finished.leg.legno);
            } else {
                shown.erase(std::get<calls::LegDropped>(change).key);
            }
        }
    }
}

TEST_CASE("when a call joins an older one, its living legs are numbered behind those", "[calls][measures]")
{
    Scene s = talking();
    s.caller("2.a", "2.a");
    s.phone("2.b", "2.a");
    s.dial("2.a", "2.b");
    CHECK(s.world.live.at({"2.a", "2.b"}).legno == 1);
    for (const std::string uid : {"2.a", "2.b"})
        s.say("Newstate | ChannelState: 6 | Uniqueid: " + uid + " | Linkedid: 1.a");
    CHECK(s.world.live.at({"2.a", "2.b"}).legno == 2);
    CHECK(s.world.live.at({"2.a", "2.b"}).linkedid == "1.a");
    for (const std::string uid : {"1.a", "1.b", "2.a", "2.b"})
        s.hangup(uid);
    CHECK(s.record("1.a", "1.b").leg.legno == 1);
    CHECK(s.record("2.a", "2.b").leg.legno == 2);
}

TEST_CASE("a waiting caller's leg says since when, and its wait ends with the connection", "[calls][measures]")
{
    Scene s;
    s.caller("1.a");
    s.join("1.a");
    const auto joined = runtime::from_epoch_ms(1000'000);
    CHECK(s.world.live.at({"1.a", ""}).waiting_since == joined);
    s.at += 5;
    s.phone("1.b");
    s.dial("1.a", "1.b");
    CHECK(s.world.live.at({"1.a", "1.b"}).waiting_since == joined);
    s.at += 10;
    s.say("DialEnd | DestUniqueid: 1.b | DialStatus: NOANSWER");
    s.hangup("1.b", 0);
    CHECK(s.record("1.a", "1.b").wait == seconds{15});
    CHECK(s.record("1.a", "1.b").leg.legno == 1);
    s.phone("1.c");
    s.dial("1.a", "1.c");
    s.at += 2;
    s.state("1.c", 6);
    SECTION("told by the queue, an announcement to the agent after his answer")
    {
        s.at += 3;
        s.about("QueueCallerLeave | Queue: sales", "1.a");
        s.talk("1.a", "1.c");
        s.at += 60;
        s.hangup("1.c");
        CHECK(s.record("1.a", "1.c").wait == seconds{20});
    }
    SECTION("told by the bridge")
    {
        s.talk("1.a", "1.c");
        s.at += 60;
        s.hangup("1.c");
        CHECK(s.record("1.a", "1.c").wait == seconds{17});
    }
    CHECK(s.record("1.a", "1.c").leg.legno == 2);
}

TEST_CASE("who leaves a queue before anybody was dialed has waited until then", "[calls][measures]")
{
    Scene s;
    s.caller("1.a");
    s.join("1.a");
    s.at += 9;
    s.about("QueueCallerLeave | Queue: sales", "1.a");
    s.at += 4;  // voice mail
    s.about("HangupRequest", "1.a");
    s.hangup("1.a");
    CHECK(s.record("1.a", "").wait == seconds{9});
    CHECK(s.record("1.a", "").hangup_by == HangupBy::caller);
    CHECK(s.record("1.a", "").ring == seconds{0});
}

TEST_CASE("the second queue's wait is the second queue's", "[calls][measures]")
{
    Scene s;
    s.caller("1.a");
    s.join("1.a");
    s.at += 30;
    s.about("QueueCallerLeave | Queue: sales", "1.a");
    s.say("QueueCallerJoin | Queue: overflow | Uniqueid: 1.a");
    s.phone("1.b");
    s.dial("1.a", "1.b");
    s.at += 7;
    s.state("1.b", 6);
    s.about("QueueCallerLeave | Queue: overflow", "1.a");
    s.talk("1.a", "1.b");
    s.hangup("1.b");
    CHECK(s.record("1.a", "1.b").leg.queue == "overflow");
    CHECK(s.record("1.a", "1.b").wait == seconds{7});
}

TEST_CASE("hold is the sum of the held stretches of the talk, whichever end holds", "[calls][measures]")
{
    Scene s = talking();
    s.at += 10;
    s.about("Hold", "1.b");
    s.at += 5;
    s.about("Unhold", "1.b");
    s.at += 10;
    s.about("Hold", "1.a");
    s.at += 2;
    s.about("Hold", "1.b");
    s.at += 2;
    s.about("Unhold", "1.a");
    s.at += 3;
    SECTION("and released again")
    {
        s.about("Unhold", "1.b");
    }
    SECTION("or held to the end") {}
    s.hangup("1.a");
    CHECK(s.record("1.a", "1.b").hold == seconds{12});
    CHECK(s.record("1.a", "1.b").talk == seconds{32});
}

TEST_CASE("who consults a colleague is on no hold meanwhile: that is another leg", "[calls][measures]")
{
    Scene s = talking();
    s.at += 10;
    s.about("Hold", "1.b");
    s.about("BridgeLeave | BridgeUniqueid: x", "1.b");
    CHECK(s.world.live.at({"1.a", "1.b"}).held);
    s.at += 20;
    s.about("BridgeEnter | BridgeUniqueid: x", "1.b");
    s.about("Unhold", "1.b");
    s.at += 5;
    s.hangup("1.b");
    CHECK(s.record("1.a", "1.b").hold == seconds{0});
    CHECK(s.record("1.a", "1.b").talk == seconds{15});
}

TEST_CASE("a colleague asked while the caller is on hold is not on hold", "[calls][measures]")
{
    Scene s = talking();
    s.at += 10;
    s.about("Hold", "1.b");
    s.about("BridgeLeave | BridgeUniqueid: x", "1.b");
    s.phone("1.c");
    s.dial("1.b", "1.c");
    s.at += 2;
    s.state("1.c", 6);
    s.talk("1.b", "1.c", "y");
    CHECK_FALSE(s.world.live.at({"1.b", "1.c"}).held);
    CHECK(s.world.live.at({"1.a", "1.b"}).held);
    s.at += 25;
    s.hangup("1.c");
    CHECK(s.record("1.b", "1.c").talk == seconds{25});
    CHECK(s.record("1.b", "1.c").hold == seconds{0});
}

TEST_CASE("who waits at the hold place meanwhile holds", "[calls][measures]")
{
    Scene s = talking();
    s.at += 10;
    s.about("Hold", "1.b");
    for (const std::string half : {"1", "2"})
        s.say("Newchannel | Channel: Local/11@astercc-hold-00000000;" + half + " | ChannelState: 6 | Uniqueid: 1.l" +
              half + " | Linkedid: 1.a");
    s.about("BridgeEnter | BridgeUniqueid: y", "1.l1");
    s.about("BridgeLeave | BridgeUniqueid: x", "1.b");
    s.about("BridgeEnter | BridgeUniqueid: y", "1.b");
    CHECK(s.world.live.size() == 1);
    CHECK(s.world.live.at({"1.a", "1.b"}).held);
    s.at += 20;
    SECTION("until the other hears it again")
    {
        s.about("BridgeLeave | BridgeUniqueid: y", "1.b");
        s.about("BridgeEnter | BridgeUniqueid: x", "1.b");
        s.about("Unhold", "1.b");
        CHECK_FALSE(s.world.live.at({"1.a", "1.b"}).held);
        s.hangup("1.l1");
        s.hangup("1.l2");
        s.at += 5;
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").talk == seconds{35});
    }
    SECTION("or is gone")
    {
        s.hangup("1.a");
        CHECK(s.record("1.a", "1.b").talk == seconds{30});
    }
    CHECK(s.world.finished.size() == 1);
    CHECK(s.record("1.a", "1.b").hold == seconds{20});
}

TEST_CASE("before Asterisk 12 hold may be told by its music alone", "[calls][measures]")
{
    Scene s;
    const auto born = [&](const std::string& uid, int state) {
        s.say("Newchannel | Channel: SIP/" + uid + "-1 | ChannelState: " + std::to_string(state) +
              " | Exten: | Uniqueid: " + uid);
    };
    const auto music = [&](const std::string& state) { s.say("MusicOnHold | State: " + state + " | UniqueID: 1.a"); };
    born("1.a", 4);
    s.say("Join | Queue: sales | Uniqueid: 1.a");
    music("Start");  // of the queue
    s.at += 10;
    born("1.b", 0);
    s.say(
        "AgentCalled | AgentCalled: SIP/1.b | ChannelCalling: SIP/1.a-1 | DestinationChannel: SIP/1.b-1 | Uniqueid: "
        "1.a");
    s.state("1.b", 6);
    CHECK_FALSE(s.world.live.at({"1.a", "1.b"}).held);
    music("Stop");
    s.say("Leave | Queue: sales | Uniqueid: 1.a");
    s.say("Bridge | Bridgestate: Link | Uniqueid1: 1.a | Uniqueid2: 1.b");
    s.at += 5;
    music("Start");
    CHECK(s.world.live.at({"1.a", "1.b"}).held);
    s.at += 4;
    music("Stop");
    s.at += 1;
    s.hangup("1.b");
    CHECK(s.record("1.a", "1.b").hold == seconds{4});
    CHECK(s.record("1.a", "1.b").wait == seconds{10});
}

TEST_CASE("who hangs up first has ended the call", "[calls][measures]")
{
    Scene s = talking();
    SECTION("the caller")
    {
        s.about("HangupRequest", "1.a");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::caller);
    }
    SECTION("the callee, though the caller's channel is hung up first")
    {
        s.about("HangupRequest | Cause: 16", "1.b");
        s.about("SoftHangupRequest | Cause: 16", "1.a");
        s.hangup("1.a");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::callee);
    }
    SECTION("both, one of them earlier")
    {
        s.about("HangupRequest", "1.b");
        s.about("HangupRequest", "1.a");
        s.hangup("1.a");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::callee);
    }
    SECTION("nobody, for it was an AMI action")
    {
        s.about("BridgeLeave | BridgeUniqueid: x", "1.b");
        s.about("SoftHangupRequest | Cause: 16", "1.b");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::nobody);
    }
    SECTION("nobody, for the agent has transferred the call and hangs up his part")
    {
        s.say("BlindTransfer | Result: Success | TransfererUniqueid: 1.b | TransfereeUniqueid: 1.a");
        s.about("HangupRequest", "1.b");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::nobody);
    }
    SECTION("nobody, though the agent hung up to complete the transfer")
    {
        s.about("HangupRequest", "1.b");
        s.say("AttendedTransfer | Result: Success | OrigTransfererUniqueid: 1.b | SecondTransfererUniqueid: 1.b");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::nobody);
    }
    SECTION("somebody, after a transfer that failed")
    {
        s.say("BlindTransfer | Result: Invalid | TransfererUniqueid: 1.b");
        s.about("HangupRequest", "1.b");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::callee);
    }
    SECTION("the agent, by the queue's own word")
    {
        s.say("AgentComplete | Queue: sales | Uniqueid: 1.a | DestUniqueid: 1.b | Reason: agent");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::callee);
    }
    SECTION("not the caller by the queue's word, which is the same for an AMI Hangup")
    {
        s.say("AgentComplete | Queue: sales | Uniqueid: 1.a | DestUniqueid: 1.b | Reason: caller");
        s.hangup("1.b");
        CHECK(s.record("1.a", "1.b").hangup_by == HangupBy::nobody);
    }
}

TEST_CASE("the losers of a ring group ended nothing", "[calls][measures]")
{
    for (const FinishedLeg& f : played(test::capture("22/ring_group")).finished)
        CHECK(f.hangup_by == (f.disposition == Disposition::answered ? HangupBy::caller : HangupBy::nobody));
}

TEST_CASE("a restart without the journal keeps number and wait", "[calls][measures]")
{
    Scene before;
    before.caller("1.a");
    before.join("1.a");
    before.at += 5;
    for (const std::string uid : {"1.b", "1.c"}) {
        before.phone(uid);
        before.dial("1.a", uid);
    }
    Scene s;
    s.at = before.at;
    s.tracker.restore(before.tracker.legs());
    CHECK(s.tracker.legs() == before.tracker.legs());
    s.at += 5;
    s.state("1.c", 6);
    s.talk("1.a", "1.c");
    s.hangup("1.b", 26);
    s.hangup("1.c");
    CHECK(s.record("1.a", "1.b").leg.legno == 1);
    CHECK(s.record("1.a", "1.c").leg.legno == 2);
    CHECK(s.record("1.a", "1.c").wait == seconds{10});
}
