// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that live on while we are away: start in mid-call, reconnect after a gap, lost hangups.
#include "tests/unit/calls/expected_legs.h"
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

namespace {

using calls::Tracker;
using test::Asterisk;
using test::Capture;
using test::Change;
using test::Stream;
using test::World;

constexpr std::chrono::milliseconds kLater{1};

bool is_modern(const Capture& capture)
{
    return capture.is("13") || capture.is("16") || capture.is("22");
}

void run(const Stream& stream, std::size_t from, std::size_t to, Tracker& tracker, World& world)
{
    for (std::size_t i = from; i < to; ++i) {
        std::vector<Change> changes;
        stream[i].apply_to(tracker, changes);
        world.apply(changes);
    }
}

struct Past {
    Asterisk asterisk;
    Tracker tracker;
    World world;
    test::TimePoint now{};
};

// What an undisturbed run knows after k messages.
Past undisturbed(const Stream& stream, std::size_t k)
{
    Past past;
    for (std::size_t i = 0; i < k; ++i)
        past.asterisk.apply(stream[i]);
    run(stream, 0, k, past.tracker, past.world);
    past.now = k == 0 ? test::TimePoint{} : test::time_of(stream[k - 1]) + kLater;
    return past;
}

std::set<calls::LegKey> talking(const std::vector<calls::Leg>& legs)
{
    std::vector<calls::Leg> linked;
    for (const calls::Leg& leg : legs) {
        if (leg.state == calls::LegState::link && !leg.srcchan.starts_with("Local/")) linked.push_back(leg);
    }
    return test::keys(linked);
}

bool is_fit(const Capture& capture)
{
    return is_modern(capture) && !capture.name.ends_with("burst50") && !capture.begins_mid_call();
}

// A prime number of messages, so that the places differ; about twenty for each capture.
std::size_t step(const Stream& stream)
{
    return stream.size() < 60 ? 3 : stream.size() < 120 ? 5 : 11;
}

// The lists name who is in a bridge, not how they came together: nothing tells a first look who was called by whom,
// or who is kept waiting by a consultation.
bool tells_who_called(const Capture& capture)
{
    const test::Scenario* const scenario = test::scenario_of(capture);
    return scenario == nullptr || scenario->cdr_tells == test::CdrTells::legs;
}

// A row of curcdr does not say that its talk is over while both ends live on, or was interrupted: the journal does.
bool row_tells_talk(const calls::FinishedLeg& leg, test::TimePoint killed)
{
    const auto since_answer = leg.end - *leg.leg.answer;
    return leg.end >= killed && std::chrono::abs(since_answer - leg.talk) < std::chrono::milliseconds{1500};
}

}  // namespace

TEST_CASE("started at any message of a call, the talking legs are known and all ends well", "[calls][snapshot]")
{
    for (const Capture& capture : test::captures()) {
        if (!is_fit(capture)) continue;
        const Stream stream = test::messages(capture);
        for (std::size_t k = 1; k <= stream.size(); k += step(stream)) {
            INFO(capture.name << " started at message " << k);
            const Past past = undisturbed(stream, k);
            Tracker tracker;
            World world;
            world.apply(test::take_snapshot(tracker, past.asterisk, past.now));
            CHECK(tracker.live_channels() == past.asterisk.channels());
            // Between an answer and the bridge, or the bridge and the hangup, the list does not tell who talks to whom.
            const auto linked = talking(tracker.legs());
            const auto bridged = past.asterisk.talking();
            for (const calls::LegKey& key : talking(past.tracker.legs())) {
                const bool is_told = bridged.contains(key.srcuid) && bridged.contains(key.dstuid);
                if (is_told && tells_who_called(capture)) CHECK(linked.contains(key));
            }
            run(stream, k, stream.size(), tracker, world);
            CHECK(world.complaints == std::vector<std::string>{});
            CHECK(tracker.live_legs() == 0);
            CHECK(tracker.live_channels() == 0);
            CHECK(world.live.empty());
        }
    }
}

TEST_CASE("killed and restarted at any message, the calls go on under their keys and are recorded once",
          "[calls][snapshot]")
{
    for (const Capture& capture : test::captures()) {
        if (!is_fit(capture)) continue;
        const Stream stream = test::messages(capture);
        const Past whole = undisturbed(stream, stream.size());
        for (std::size_t k = 1; k < stream.size(); k += step(stream)) {
            INFO(capture.name << " killed after message " << k);
            Past past = undisturbed(stream, k);
            Tracker tracker;
            World& world = past.world;  // the tables outlive the daemon
            std::vector<calls::Leg> rows;
            for (const auto& [key, leg] : world.live)
                rows.push_back(leg);
            tracker.restore(rows);
            CHECK(tracker.live_legs() == rows.size());
            world.apply(test::take_snapshot(tracker, past.asterisk, past.now));
            run(stream, k, stream.size(), tracker, world);
            CHECK(world.complaints == std::vector<std::string>{});
            CHECK(world.live.empty());
            CHECK(tracker.live_channels() == 0);
            // Every talk of the undisturbed run, with the same length where the row told it.
            if (!tells_who_called(capture)) continue;
            for (const calls::FinishedLeg& wanted : whole.world.finished) {
                if (wanted.disposition != calls::Disposition::answered || wanted.leg.srcchan.starts_with("Local/"))
                    continue;
                const auto found =
                    std::ranges::find(world.finished, wanted.leg.key, [](const auto& f) { return f.leg.key; });
                REQUIRE(found != world.finished.end());
                if (row_tells_talk(wanted, past.now))
                    CHECK(std::chrono::abs(found->talk - wanted.talk) < std::chrono::milliseconds{1500});
                CHECK(found->disposition == wanted.disposition);
            }
        }
    }
}

TEST_CASE("a snapshot while nothing was missed changes nothing", "[calls][snapshot]")
{
    const auto ends = [](const World& world) {
        std::map<calls::LegKey, std::pair<calls::Disposition, bool>> by_key;
        for (const calls::FinishedLeg& leg : world.finished)
            by_key[leg.leg.key] = {leg.disposition, leg.gap};
        return by_key;
    };
    for (const Capture& capture : test::captures()) {
        if (!is_fit(capture)) continue;
        const Stream stream = test::messages(capture);
        const auto wanted = ends(undisturbed(stream, stream.size()).world);
        for (std::size_t k = 1; k < stream.size(); k += 3) {
            INFO(capture.name << " listed after message " << k);
            Past past = undisturbed(stream, k);
            past.world.apply(test::take_snapshot(past.tracker, past.asterisk, past.now));
            run(stream, k, stream.size(), past.tracker, past.world);
            CHECK(past.world.complaints == std::vector<std::string>{});
            CHECK(ends(past.world) == wanted);
        }
    }
}

TEST_CASE("legs whose channels are gone after a gap are closed and marked", "[calls][snapshot]")
{
    const Stream stream = test::messages(test::capture("22/queue_answered"));
    Tracker tracker;
    World world;
    std::size_t i = 0;
    while (world.live.empty() || world.live.begin()->second.state != calls::LegState::link) {
        run(stream, i, i + 1, tracker, world);
        ++i;
    }
    const auto now = test::time_of(stream[i - 1]) + std::chrono::seconds{30};
    world.apply(test::take_snapshot(tracker, Asterisk{}, now));
    CHECK(world.live.empty());
    REQUIRE(world.finished.size() == 1);
    CHECK(world.finished[0].gap);
    CHECK(world.finished[0].disposition == calls::Disposition::answered);
    CHECK(world.finished[0].end == now);
    CHECK(tracker.live_channels() == 0);
}

TEST_CASE("an answer nobody saw stays a guess through a restart, until the queue says how long they talked",
          "[calls][snapshot]")
{
    const Stream stream = test::messages(test::capture("22/queue_answered"));
    const Past whole = undisturbed(stream, stream.size());
    const bool is_told = GENERATE(true, false);
    const bool was_ringing = GENERATE(true, false);  // else the first of them is told of both by the list
    std::size_t i = 0;
    Tracker before;
    World world;
    while (was_ringing && (world.live.empty() || world.live.begin()->second.state != calls::LegState::ringing)) {
        run(stream, i, i + 1, before, world);
        ++i;
    }
    const auto tables = [&] {
        std::vector<calls::Leg> rows;
        for (const auto& [key, leg] : world.live)
            rows.push_back(leg);
        return rows;
    };
    Tracker first;
    first.restore(tables());
    while (stream[i].event() != "AgentComplete")
        ++i;
    // Both still talk: the list is from before the end.
    std::size_t talking = i;
    while (stream[talking].event() != "AgentConnect")
        --talking;
    Past past = undisturbed(stream, talking + 1);
    constexpr std::chrono::seconds kUnheard{4};
    world.apply(test::take_snapshot(first, past.asterisk, past.now + kUnheard));
    Tracker second;
    second.restore(tables());
    world.apply(test::take_snapshot(second, past.asterisk, past.now + kUnheard));
    for (; i < stream.size(); ++i)
        if (is_told || stream[i].event() != "AgentComplete") run(stream, i, i + 1, second, world);

    REQUIRE(world.finished.size() == 1);
    const calls::FinishedLeg& finished = world.finished[0];
    CHECK(finished.is_concluded() == !is_told);
    if (is_told) {
        const auto wrong = finished.talk - whole.world.finished.at(0).talk;
        CHECK(std::chrono::abs(wrong) < std::chrono::seconds{1});
        CHECK(finished.end - finished.talk == finished.leg.answer);
    }
}

TEST_CASE("a leg that ends while the first list is on its way may have been answered unheard", "[calls][snapshot]")
{
    enum class List { pending, complete, pending_check };
    const List list = GENERATE(List::pending, List::complete, List::pending_check);
    const Stream stream = test::messages(test::capture("22/internal_answered"));
    Tracker tracker;
    World world;
    std::size_t i = 0;
    while (world.live.empty() || world.live.begin()->second.state != calls::LegState::ringing) {
        run(stream, i, i + 1, tracker, world);
        ++i;
    }
    const Past past = undisturbed(stream, i);
    if (list == List::complete)
        world.apply(test::take_snapshot(tracker, past.asterisk, past.now));
    else
        tracker.begin_snapshot(list == List::pending ? calls::SnapshotAfter::gap : calls::SnapshotAfter::whole_stream);
    for (; i < stream.size(); ++i)
        if (stream[i].event() == "Hangup") run(stream, i, i + 1, tracker, world);
    REQUIRE(world.finished.size() == 1);
    CHECK(world.finished[0].is_concluded() == (list == List::pending));
    CHECK_FALSE(world.finished[0].gap);
}

TEST_CASE("the recorded list answers themselves make a start in mid-call right", "[calls][snapshot]")
{
    for (const std::string name : {"16/lists", "22/lists"}) {
        const Stream stream = test::messages(test::capture(name));
        Tracker tracker;
        World world;
        tracker.begin_snapshot();
        std::size_t i = 0;
        for (; stream[i].event() != "CoreShowChannelsComplete"; ++i) {
            if (stream[i].event() == "CoreShowChannel") run(stream, i, i + 1, tracker, world);
        }
        const auto now = stream[i].received;
        std::vector<Change> changes;
        tracker.end_snapshot(now, changes);
        world.apply(changes);
        REQUIRE(world.live.size() == 1);
        const calls::Leg& leg = world.live.begin()->second;
        CHECK(leg.src == "8002");
        CHECK(leg.dst == "8001");
        CHECK(leg.didnumber == "");
        CHECK(leg.state == calls::LegState::link);
        CHECK(now - leg.start < std::chrono::seconds{2});
        run(stream, i, stream.size(), tracker, world);
        REQUIRE(world.finished.size() == 1);
        CHECK(std::chrono::abs(world.finished[0].talk - std::chrono::seconds{9}) <= std::chrono::seconds{1});
        CHECK(world.complaints == std::vector<std::string>{});
    }
}

TEST_CASE("a caller waiting in a queue is found waiting, and a ringing member ringing", "[calls][snapshot]")
{
    const Stream stream = test::messages(test::capture("22/queue_abandoned"));
    std::size_t k = 0;
    while (stream[k].event() != "HangupRequest")
        ++k;
    const Past past = undisturbed(stream, k);
    Tracker tracker;
    (void)test::take_snapshot(tracker, past.asterisk, past.now);
    const auto legs = tracker.legs();
    REQUIRE(legs.size() == 1);
    CHECK(legs[0].queue == "support");
    CHECK(legs[0].dst == "031180930758");
    CHECK(legs[0].dstchan.starts_with("PJSIP/8009"));
    CHECK(legs[0].state == calls::LegState::ringing);
}

TEST_CASE("before Asterisk 12 Status tells who talks to whom", "[calls][snapshot]")
{
    Tracker tracker;
    std::vector<Change> changes;
    tracker.begin_snapshot();
    test::event(
        1000,
        "Status | Channel: SIP/8002-1 | CallerIDNum: 8002 | State: Up | Context: from-internal | Extension: 8001 | "
        "Priority: 2 | Seconds: 60 | Link: SIP/8001-2 | Uniqueid: 1.1")
        .apply_to(tracker, changes);
    test::event(1000, "Status | Channel: SIP/8001-2 | CallerIDNum: 8001 | State: Up | Link: SIP/8002-1 | Uniqueid: 1.2")
        .apply_to(tracker, changes);
    tracker.end_snapshot(runtime::from_epoch_ms(1000000), changes);
    const auto legs = tracker.legs();
    REQUIRE(legs.size() == 1);
    CHECK(legs[0].key == calls::LegKey{"1.1", "1.2"});
    CHECK(legs[0].state == calls::LegState::link);
    CHECK(legs[0].dst == "8001");
}

TEST_CASE("restored rows of a call somebody talks in show no plumbing", "[calls][snapshot]")
{
    calls::Leg plumbing;
    plumbing.key = {"1.1", "1.3"};
    plumbing.linkedid = "1.1";
    plumbing.srcchan = "Local/100@in-01;1";
    plumbing.dstchan = "Local/200@in-02;1";
    plumbing.state = calls::LegState::dial;
    calls::Leg talk;
    talk.key = {"1.5", "1.6"};
    talk.linkedid = "1.1";
    talk.srcchan = "PJSIP/8001-01";
    talk.dstchan = "PJSIP/8002-02";
    talk.state = calls::LegState::link;
    talk.answer = talk.start;

    Tracker tracker;
    tracker.restore(std::vector{plumbing, talk});
    CHECK(test::keys(tracker.legs()) == std::set{talk.key});
    CHECK(tracker.live_legs() == 1);
}
