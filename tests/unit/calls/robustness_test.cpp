// SPDX-License-Identifier: GPL-3.0-or-later
// Events lost, doubled and nonsensical: invariants hold, nothing grows, and the next snapshot heals everything.
#include "tests/unit/calls/world.h"

#include <catch2/catch.hpp>

#include <random>

namespace {

using calls::Tracker;
using test::Change;
using test::Stream;
using test::World;

// Catch's own seed (--rng-seed) makes a failure repeatable; it is printed with it.
std::mt19937 random_source(unsigned round)
{
    return std::mt19937{Catch::rngSeed() + round};
}

struct Damage {
    double lost;
    double doubled;
};

void play_damaged(const Stream& stream, const Damage& damage, std::mt19937& random, Tracker& tracker, World& world)
{
    std::uniform_real_distribution<double> dice;
    for (const test::OwnedMessage& message : stream) {
        std::vector<Change> changes;
        if (dice(random) < damage.lost) continue;
        message.apply_to(tracker, changes);
        if (dice(random) < damage.doubled) message.apply_to(tracker, changes);
        world.apply(changes);
    }
}

}  // namespace

TEST_CASE("doubled events change nothing", "[calls][robust]")
{
    for (const test::Capture& capture : test::captures()) {
        const Stream stream = test::messages(capture);
        Tracker once;
        Tracker twice;
        std::vector<Change> changes;
        for (const test::OwnedMessage& message : stream) {
            message.apply_to(twice, changes);
            message.apply_to(twice, changes);
        }
        INFO(capture.name);
        World world;
        world.apply(changes);
        World expected;
        expected.apply(test::play(stream, once));
        CHECK(world.complaints == std::vector<std::string>{});
        CHECK(world.finished == expected.finished);
        CHECK(world.live.empty());
    }
}

TEST_CASE("random loss and doubling keep the invariants, and a snapshot heals", "[calls][robust]")
{
    for (unsigned round = 0; round < 12; ++round) {
        std::mt19937 random = random_source(round);
        const Damage damage{round % 4 * 0.1 + 0.02, 0.1};
        for (const test::Capture& capture : test::captures()) {
            INFO(capture.name << " seed " << Catch::rngSeed() << " round " << round);
            const Stream stream = test::messages(capture);
            Tracker tracker;
            World world;
            play_damaged(stream, damage, random, tracker, world);
            CHECK(tracker.live_legs() == world.live.size());
            CHECK(test::keys(tracker.legs()).size() == world.live.size());
            // Everything has hung up by now.
            const auto now = stream.back().received + std::chrono::seconds{1};
            world.apply(test::take_snapshot(tracker, test::Asterisk{}, now));
            CHECK(world.complaints == std::vector<std::string>{});
            CHECK(world.live.empty());
            CHECK(tracker.live_legs() == 0);
            CHECK(tracker.live_channels() == 0);
        }
    }
}

TEST_CASE("after a stretch of lost events a snapshot makes the live legs right again", "[calls][robust]")
{
    for (unsigned round = 0; round < 6; ++round) {
        std::mt19937 random = random_source(round);
        for (const std::string name :
             {"22/queue_answered", "22/blind_transfer", "16/internal_answered", "22/mixmonitor"}) {
            const Stream stream = test::messages(test::capture(name));
            const std::size_t a = random() % stream.size();
            const std::size_t b = a + random() % (stream.size() - a);
            INFO(name << " lost " << a << ".." << b);
            test::Asterisk asterisk;
            Tracker undisturbed;
            Tracker tracker;
            World world;
            std::vector<Change> ignored;
            for (std::size_t i = 0; i < b; ++i) {
                asterisk.apply(stream[i]);
                stream[i].apply_to(undisturbed, ignored);
                if (i < a) {
                    std::vector<Change> changes;
                    stream[i].apply_to(tracker, changes);
                    world.apply(changes);
                }
            }
            const auto now = b == 0 ? test::TimePoint{} : test::time_of(stream[b - 1]);
            world.apply(test::take_snapshot(tracker, asterisk, now));
            // Between an answer and the bridge the list does not tell who talks to whom.
            const auto bridged = asterisk.talking();
            for (const calls::Leg& leg : undisturbed.legs()) {
                if (bridged.contains(leg.key.srcuid) && bridged.contains(leg.key.dstuid))
                    CHECK(world.live.contains(leg.key));
            }
            for (std::size_t i = b; i < stream.size(); ++i) {
                std::vector<Change> changes;
                stream[i].apply_to(tracker, changes);
                world.apply(changes);
            }
            CHECK(world.complaints == std::vector<std::string>{});
            CHECK(world.live.empty());
            CHECK(tracker.live_channels() == 0);
        }
    }
}

TEST_CASE("any order of any events is survived", "[calls][robust]")
{
    Stream all;
    for (const std::string name :
         {"22/blind_transfer", "22/predictive_queue", "22/ring_group", "11/click2call", "1.4/queue_answered"}) {
        const Stream stream = test::messages(test::capture(name));
        all.insert(all.end(), stream.begin(), stream.end());
    }
    for (unsigned round = 0; round < 10; ++round) {
        std::mt19937 random = random_source(round);
        std::ranges::shuffle(all, random);
        Tracker tracker;
        World world;
        world.apply(test::play(all, tracker));
        world.apply(test::take_snapshot(tracker, test::Asterisk{}, all.front().received + std::chrono::hours{1}));
        INFO("seed " << Catch::rngSeed() << " round " << round);
        CHECK(world.live.empty());
        CHECK(tracker.live_channels() == 0);
        CHECK(tracker.live_legs() == 0);
    }
}

TEST_CASE("headers made up by an enemy are survived", "[calls][robust]")
{
    Stream all;
    for (const test::Capture& capture : test::captures()) {
        if (capture.name.ends_with("burst50")) continue;
        const Stream stream = test::messages(capture);
        all.insert(all.end(), stream.begin(), stream.end());
    }
    const std::vector<std::string> nasty{"",
                                         " ",
                                         "0",
                                         "-1",
                                         "99999999999999999999",
                                         std::string(5000, 'x'),
                                         "Local/;1",
                                         "Local/;2",
                                         "<unknown>",
                                         std::string{"\0\xff\xfe", 3},
                                         "1795413365.45"};
    for (unsigned round = 0; round < 3; ++round) {
        std::mt19937 random = random_source(round);
        Tracker tracker;
        World world;
        for (test::OwnedMessage message : all) {
            auto& header = message.headers[random() % message.headers.size()];
            if (random() % 3 == 0 && header.first != "Event") header.second = nasty[random() % nasty.size()];
            std::vector<Change> changes;
            message.apply_to(tracker, changes);
            world.apply(changes);
        }
        world.apply(test::take_snapshot(tracker, test::Asterisk{}, all.back().received + std::chrono::hours{24 * 365}));
        INFO("seed " << Catch::rngSeed() << " round " << round);
        CHECK(world.live.empty());
        CHECK(tracker.live_channels() == 0);
    }
}
