// SPDX-License-Identifier: GPL-3.0-or-later
// Every recorded stream, fed in every way, against Asterisk's own CDR.
#include "tests/unit/calls/oracle.h"
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using test::Capture;
using test::Change;
using test::Stream;

void check(const Capture& capture, const std::vector<Change>& changes, const calls::Tracker& tracker)
{
    INFO(capture.name);
    CHECK(test::judge(capture, changes) == "");
    CHECK(tracker.live_legs() == 0);
    CHECK(tracker.live_channels() == 0);
}

std::vector<std::size_t> index_cuts(const Capture& capture)
{
    std::vector<std::size_t> cuts;
    for (const test::Chunk& chunk : capture.chunks) {
        if (chunk.offset > 0) cuts.push_back(chunk.offset);
    }
    return cuts;
}

const std::vector<Change>& expected(const Capture& capture)
{
    static std::map<std::string, std::vector<Change>> played;
    auto [entry, fresh] = played.try_emplace(capture.name);
    if (fresh) {
        calls::Tracker tracker;
        entry->second = test::play_raw(capture, {}, tracker);
    }
    return entry->second;
}

}  // namespace

TEST_CASE("every recorded stream agrees with Asterisk's CDR", "[calls][captures]")
{
    for (const Capture& capture : test::captures()) {
        calls::Tracker tracker;
        check(capture, test::play_raw(capture, {}, tracker), tracker);
        INFO(capture.name);
        CHECK(tracker.oddities() == 0);
    }
}

TEST_CASE("however the bytes are cut, the changes are the same", "[calls][captures]")
{
    for (const Capture& capture : test::captures()) {
        INFO(capture.name);
        for (const std::size_t step : {std::size_t{1}, std::size_t{97}, std::size_t{4096}}) {
            calls::Tracker tracker;
            CHECK(test::play_raw(capture, test::cuts_every(capture, step), tracker) == expected(capture));
        }
        calls::Tracker tracker;
        CHECK(test::play_raw(capture, index_cuts(capture), tracker) == expected(capture));
    }
}

TEST_CASE("a stream without timestamps is timed by its arrival", "[calls][captures]")
{
    for (const Capture& capture : test::captures()) {
        calls::Tracker tracker;
        check(capture, test::play(test::without_timestamps(test::messages(capture)), tracker), tracker);
    }
}

TEST_CASE("Asterisk's own Cdr events are not needed", "[calls][captures]")
{
    for (const Capture& capture : test::captures()) {
        calls::Tracker tracker;
        INFO(capture.name);
        CHECK(test::play(test::without_event(test::messages(capture), "Cdr"), tracker) == expected(capture));
    }
}

TEST_CASE("two servers' streams do not mix", "[calls][captures]")
{
    const Stream a = test::messages(test::capture("22/burst50"));
    const Stream b = test::messages(test::capture("16/burst50"));
    calls::Tracker tracker_a;
    calls::Tracker tracker_b;
    std::vector<Change> changes_a;
    std::vector<Change> changes_b;
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i < a.size()) a[i].apply_to(tracker_a, changes_a);
        if (i < b.size()) b[i].apply_to(tracker_b, changes_b);
    }
    CHECK(changes_a == expected(test::capture("22/burst50")));
    CHECK(changes_b == expected(test::capture("16/burst50")));
}

TEST_CASE("a burst repeated many times leaves nothing behind", "[calls][captures]")
{
    const Stream burst = test::messages(test::capture("22/burst50"));
    calls::Tracker tracker;
    for (int round = 0; round < 5; ++round) {
        CHECK(test::play(burst, tracker) == expected(test::capture("22/burst50")));
        CHECK(tracker.live_channels() == 0);
    }
}

// Only the order of one channel's events is guaranteed: events of different channels that came close together may
// as well have come the other way round.
TEST_CASE("the end of a call may be told in any order", "[calls][captures]")
{
    for (const Capture& capture : test::captures()) {
        Stream stream = test::messages(capture);
        for (std::size_t i = 1; i < stream.size(); ++i) {
            const bool both_hang_up = stream[i].event() == "Hangup" && stream[i - 1].event() == "Hangup";
            if (both_hang_up) {
                std::swap(stream[i], stream[i - 1]);
                ++i;
            }
        }
        calls::Tracker tracker;
        check(capture, test::play(stream, tracker), tracker);
    }
}

TEST_CASE("the live table tells a queue call step by step", "[calls][captures]")
{
    calls::Tracker tracker;
    std::vector<std::string> story;
    for (const Change& change : test::play_raw(test::capture("22/queue_answered"), {}, tracker)) {
        if (const auto* c = std::get_if<calls::LegChanged>(&change))
            story.push_back(std::string{to_string(c->leg.state)} + " " + c->leg.dstchan + " " + c->leg.queue);
        else
            story.push_back(std::holds_alternative<calls::LegDropped>(change) ? "dropped" : "finished");
    }
    CHECK(story == std::vector<std::string>{"RING  ", "RING  support", "dropped", "DIAL PJSIP/8001-00000009 support",
                                            "RINGING PJSIP/8001-00000009 support", "LINK PJSIP/8001-00000009 support",
                                            "finished"});
}
