// SPDX-License-Identifier: GPL-3.0-or-later
// Every recorded shape with events lost, doubled and told in another order across channels: the invariants hold, and
// the lists of what is alive bring the tracker back to Asterisk's truth in the middle of the call.
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

namespace {

using calls::Leg;
using calls::Tracker;
using test::Capture;
using test::OwnedMessage;
using test::Stream;
using test::World;

std::set<std::string> channels_of(const OwnedMessage& message)
{
    std::set<std::string> uids;
    for (const std::string name : {"Uniqueid", "DestUniqueid", "BridgeUniqueid"}) {
        if (const std::string uid = message.get(name); !uid.empty()) uids.insert(uid);
    }
    return uids;
}

bool are_unrelated(const OwnedMessage& a, const OwnedMessage& b)
{
    const auto ours = channels_of(a);
    const auto theirs = channels_of(b);
    return std::ranges::none_of(ours, [&](const std::string& uid) { return theirs.contains(uid); });
}

class Disturbance {
public:
    explicit Disturbance(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return random_() % limit; }
    bool happens(double probability) { return std::uniform_real_distribution<double>{}(random_) < probability; }

    Stream reordered(Stream stream)
    {
        for (std::size_t i = 1; i < stream.size(); ++i) {
            if (happens(0.4) && are_unrelated(stream[i - 1], stream[i])) std::swap(stream[i - 1], stream[i]);
        }
        return stream;
    }
    Stream damaged(const Stream& stream, double probability)
    {
        Stream left;
        for (const OwnedMessage& message : stream) {
            if (happens(probability)) continue;
            left.push_back(message);
            if (happens(probability)) left.push_back(message);
        }
        return left;
    }

private:
    std::mt19937 random_;
};

void run(const Stream& stream, Tracker& tracker, World& world)
{
    for (const OwnedMessage& message : stream) {
        std::vector<test::Change> changes;
        message.apply_to(tracker, changes);
        world.apply(changes);
    }
}

// Of a burst fifty times the same happens; older versions answer other lists.
bool is_fit(const Capture& capture)
{
    return (capture.is("16") || capture.is("22")) && !capture.begins_mid_call() && !capture.name.ends_with("burst50");
}

void check_alive(const Tracker& tracker, const test::Asterisk& asterisk)
{
    for (const Leg& leg : tracker.legs()) {
        // Whether a leg between Local channels is the call or plumbing is decided when the call is over.
        if (leg.srcchan.starts_with("Local/") && leg.dstchan.starts_with("Local/")) continue;
        INFO(leg.key.srcuid << " > " << leg.key.dstuid);
        CHECK(asterisk.is_alive(leg.key.srcuid));
        CHECK((leg.key.dstuid.empty() || asterisk.is_alive(leg.key.dstuid)));
    }
}

// Whoever shares a bridge with one other talks: somebody has a leg to them, or they have one.
void check_talking(const Tracker& tracker, const test::Asterisk& asterisk)
{
    std::set<std::string> talking;
    for (const Leg& leg : tracker.legs()) {
        if (leg.state == calls::LegState::link) talking.insert({leg.key.srcuid, leg.key.dstuid});
    }
    for (const std::string& uid : asterisk.talking())
        CHECK(talking.contains(uid));
}

}  // namespace

TEST_CASE("however the channels' events interleave, the calls are recorded once and nothing stays", "[calls][converge]")
{
    for (unsigned round = 0; round < 3; ++round) {
        const unsigned seed = Catch::rngSeed() + round;
        Disturbance disturbance{seed};
        for (const Capture& capture : test::captures()) {
            if (!is_fit(capture)) continue;
            INFO(capture.name << " seed " << seed);
            Tracker tracker;
            World world;
            run(disturbance.reordered(test::messages(capture)), tracker, world);
            CHECK(world.complaints == std::vector<std::string>{});
            CHECK(world.live.empty());
            CHECK(tracker.live_legs() == 0);
            CHECK(tracker.live_channels() == 0);
        }
    }
}

TEST_CASE("after loss, doubling and disorder the lists bring back Asterisk's truth in mid-call", "[calls][converge]")
{
    for (unsigned round = 0; round < 4; ++round) {
        const unsigned seed = Catch::rngSeed() + round;
        Disturbance disturbance{seed};
        for (const Capture& capture : test::captures()) {
            if (!is_fit(capture)) continue;
            const Stream stream = test::messages(capture);
            const std::size_t cut = 1 + disturbance.below(stream.size());
            INFO(capture.name << " seed " << seed << " cut " << cut);
            const Stream before{stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(cut)};
            const Stream after{stream.begin() + static_cast<std::ptrdiff_t>(cut), stream.end()};
            test::Asterisk asterisk;
            for (const OwnedMessage& message : before)
                asterisk.apply(message);

            Tracker tracker;
            World world;
            run(disturbance.damaged(disturbance.reordered(before), 0.05 + 0.1 * round), tracker, world);
            CHECK(tracker.live_legs() == world.live.size());
            world.apply(test::take_snapshot(tracker, asterisk, test::time_of(before.back())));
            CHECK(tracker.live_channels() == asterisk.channels());
            CHECK(test::keys(tracker.legs()).size() == world.live.size());
            check_alive(tracker, asterisk);
            check_talking(tracker, asterisk);

            run(after, tracker, world);
            CHECK(world.complaints == std::vector<std::string>{});
            CHECK(world.live.empty());
            CHECK(tracker.live_legs() == 0);
            CHECK(tracker.live_channels() == 0);
        }
    }
}
