// SPDX-License-Identifier: GPL-3.0-or-later
// A clock is put forward or back by an hour in the middle of any captured stream.
#include "tests/unit/calls/capture.h"
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <span>

namespace {

using namespace std::chrono_literals;
using calls::FinishedLeg;
using test::OwnedMessage;
using test::Stream;

// Asterisk's clock: the Timestamp of every message from `from` on.
Stream with_step(Stream stream, std::size_t from, std::chrono::seconds step)
{
    for (std::size_t i = from; i < stream.size(); ++i)
        for (auto& [name, value] : stream[i].headers)
            if (name == "Timestamp")
                value = std::to_string(std::stoll(value) + step.count()) + value.substr(value.find('.'));
    return stream;
}

// Ours: when messages were received.
Stream received_with_step(Stream stream, std::size_t from, std::chrono::seconds step)
{
    for (std::size_t i = from; i < stream.size(); ++i)
        stream[i].received += step;
    return stream;
}

std::map<calls::LegKey, FinishedLeg> finished(std::span<const OwnedMessage> stream)
{
    calls::Tracker tracker;
    test::World world;
    world.apply(test::play({stream.begin(), stream.end()}, tracker));
    std::map<calls::LegKey, FinishedLeg> legs;
    for (const auto& leg : world.finished)
        legs.emplace(leg.leg.key, leg);
    return legs;
}

void check_possible(const FinishedLeg& leg)
{
    INFO(test::describe(calls::Change{calls::LegFinished{leg}}));
    CHECK(leg.end >= leg.leg.start);
    CHECK(leg.talk >= 0ms);
}

// The values of all headers: what a channel's Uniqueid is not among, nobody has heard of.
std::set<std::string> spoken_of(std::span<const OwnedMessage> messages)
{
    std::set<std::string> values;
    for (const auto& message : messages)
        for (const auto& [name, value] : message.headers)
            values.insert(value);
    return values;
}

// Nothing is negative or lost; who was over before the step, or began behind it, is right.
void check_step(const Stream& stream, std::size_t from, std::chrono::seconds step,
                const std::map<calls::LegKey, FinishedLeg>& right)
{
    const auto found = finished(with_step(stream, from, step));
    REQUIRE(found.size() == right.size());
    const auto before = std::span{stream}.first(from);
    const auto over = finished(before);
    const auto spoken = spoken_of(before);
    for (const auto& [key, leg] : right) {
        REQUIRE(found.contains(key));
        const auto& other = found.at(key);
        check_possible(other);
        CHECK(other.disposition == leg.disposition);
        const bool is_behind = !spoken.contains(key.srcuid) && !spoken.contains(key.dstuid);
        if (!over.contains(key) && !is_behind) continue;
        CHECK(other.talk == leg.talk);
        CHECK(other.end - other.leg.start == leg.end - leg.leg.start);
        CHECK(other.leg.start == leg.leg.start + (is_behind ? step : 0s));
    }
}

}  // namespace

TEST_CASE("Asterisk's clock is put by an hour: no time is negative, and calls behind it are right", "[calls][clock]")
{
    const auto step = GENERATE(std::chrono::seconds{1h}, std::chrono::seconds{-1h});
    for (const auto& capture : test::captures()) {
        // The lists tell an age, not a time; and of two who meet without a dial the older one is taken for the caller.
        const std::set<std::string> meetings{"conference", "parking_retrieved", "pickup", "pickup_channel"};
        if (meetings.contains(capture.scenario()) || capture.begins_mid_call()) continue;
        const auto stream = test::messages(capture);
        const auto right = finished(stream);
        for (std::size_t part = 1; part < 16; ++part) {
            const auto from = stream.size() * part / 16;
            INFO(capture.name << " from message " << from << " on by " << step.count() << " s");
            check_step(stream, from, step, right);
        }
    }
}

TEST_CASE("our clock is put by an hour while Asterisk's Timestamps go on: nothing changes", "[calls][clock]")
{
    const auto step = GENERATE(std::chrono::seconds{1h}, std::chrono::seconds{-1h});
    for (const auto& capture : test::captures()) {
        const auto stream = test::messages(capture);
        INFO(capture.name);
        CHECK(finished(received_with_step(stream, stream.size() / 2, step)) == finished(stream));
    }
}

TEST_CASE("our clock is put by an hour and Asterisk sends no Timestamps: no time is negative", "[calls][clock]")
{
    const auto step = GENERATE(std::chrono::seconds{1h}, std::chrono::seconds{-1h});
    for (const auto& capture : test::captures()) {
        const auto stream = test::without_timestamps(test::messages(capture));
        for (std::size_t part = 1; part < 16; ++part) {
            const auto from = stream.size() * part / 16;
            INFO(capture.name << " from message " << from << " on by " << step.count() << " s");
            for (const auto& [key, leg] : finished(received_with_step(stream, from, step)))
                check_possible(leg);
        }
    }
}
