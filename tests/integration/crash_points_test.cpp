// SPDX-License-Identifier: GPL-3.0-or-later
// Killed anywhere in any captured stream, astercc leaves the tables of an undisturbed run: rows with all
// their times, and each phase told once. Nothing of Asterisk's lists helps it here: its journal alone.
#include "tests/integration/mirror_run.h"

#include <catch2/catch.hpp>

#include <cstdlib>

namespace {

using test::MirrorRun;
using test::Stream;
using test::Tables;

// Every message of a plain call; of longer ones, and of a burst of fifty equal calls, every so many: all of them take
// long. CC_CRASH_EVERY_MESSAGE in the environment does them all, but for the burst.
std::size_t stride(const Stream& stream)
{
    static const bool is_patient = std::getenv("CC_CRASH_EVERY_MESSAGE") != nullptr;
    if (is_patient && stream.size() < 200) return 1;
    return stream.size() < 40 ? 1 : stream.size() < 200 ? 7 : 31;
}

struct World {
    World()
    {
        connection.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");  // this server's life is short
        test::make_accounts(connection);
    }

    Tables undisturbed(const Stream& stream)
    {
        test::clear_tables(connection);
        MirrorRun run;
        run.start();
        run.hear(stream);
        run.turn();
        run.die();
        return test::tables(connection);
    }

    void compare(const Tables& expected)
    {
        const auto found = test::tables(connection);
        CHECK(found.finished == expected.finished);
        CHECK(found.told == expected.told);
        CHECK(found.live == expected.live);
    }

    db::Connection connection{test::test_database()};
};

Stream wanted(const test::Capture& capture)
{
    auto stream = test::messages(capture);
    std::erase_if(stream, [](const auto& m) { return !calls::is_wanted_event(m.event()); });
    return stream;
}

template <class Step>
void kill_after_every_message(World& world, Step step)
{
    for (const auto& capture : test::captures()) {
        INFO(capture.name);
        const auto stream = wanted(capture);
        const auto expected = world.undisturbed(stream);
        CHECK(expected.live.empty());
        test::clear_tables(world.connection);
        MirrorRun run;
        for (std::size_t at = 0; at < stream.size(); at += stride(stream)) {
            const auto messages = std::span{stream}.subspan(at, std::min(stride(stream), stream.size() - at));
            run.start();
            step(run, messages);
            run.die();
        }
        run.start();
        run.turn();
        run.die();
        world.compare(expected);
    }
}

}  // namespace

TEST_CASE("killed after every message, before its commit", "[crash]")
{
    World world;
    kill_after_every_message(world, [](MirrorRun& run, std::span<const test::OwnedMessage> messages) {
        run.turn();  // the message before
        run.hear(messages);
    });
}

TEST_CASE("killed after every message, when the commit was done and nobody knew", "[crash]")
{
    World world;
    kill_after_every_message(world, [](MirrorRun& run, std::span<const test::OwnedMessage> messages) {
        run.hear(messages);
        run.turn();
    });
}

TEST_CASE("killed anywhere, another takes over from there", "[crash][standby]")
{
    World world;
    for (const auto& capture : test::captures()) {
        const auto stream = wanted(capture);
        if (stream.size() >= 200) continue;
        const auto expected = world.undisturbed(stream);
        for (std::size_t at = 1; at < stream.size(); at += 2 + stride(stream)) {
            // Following exactly, or writing again what it cannot be sure of.
            const std::chrono::milliseconds margin{at % 2 == 0 ? 0 : 3000};
            INFO(capture.name << ", message " << at << " of " << stream.size() << ", margin " << margin.count());
            const auto before = std::span{stream}.first(at);
            const auto after = std::span{stream}.subspan(at);
            test::clear_tables(world.connection);
            MirrorRun first{margin};
            MirrorRun second{margin};
            first.start();
            second.start();
            REQUIRE((first.is_active() && !second.is_active()));
            first.hear(before);
            second.hear(before);
            first.turn();
            second.turn();
            first.die();
            test::let_lease_expire(world.connection);
            second.turn();
            REQUIRE(second.is_active());
            second.hear(after);
            second.turn();
            second.die();
            world.compare(expected);
        }
    }
}
