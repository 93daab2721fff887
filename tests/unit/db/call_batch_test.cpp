// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/call_batch.h"

#include <catch2/catch.hpp>

using calls::LegKey;

namespace {

db::LiveLegRow live(const LegKey& key, calls::LegState state = calls::LegState::ringing)
{
    db::LiveLegRow row;
    row.leg.key = key;
    row.leg.state = state;
    return row;
}

db::FinishedLegRow finished(const LegKey& key)
{
    db::FinishedLegRow row;
    row.finished.leg.key = key;
    return row;
}

const LegKey leg_a{"1.1", "1.2"};
const LegKey leg_b{"2.1", "2.2"};

}  // namespace

TEST_CASE("however often a leg changes, its row is written once, with the last state", "[batch]")
{
    db::CallBatch batch;
    batch.add_live(live(leg_a, calls::LegState::dial));
    batch.add_live(live(leg_a, calls::LegState::ringing));
    batch.add_live(live(leg_a, calls::LegState::link));
    REQUIRE(batch.live_rows().size() == 1);
    CHECK(batch.live_rows()[0].leg.state == calls::LegState::link);
}

TEST_CASE("a leg that comes and goes between two commits touches curcdr not at all", "[batch]")
{
    db::CallBatch batch;
    batch.add_live(live(leg_a));
    batch.add_finished(finished(leg_a));
    CHECK(batch.live_rows().empty());
    CHECK(batch.drops().empty());
    CHECK(batch.finished().size() == 1);
}

TEST_CASE("a row that is in the table is deleted when its leg ends", "[batch]")
{
    db::CallBatch batch;
    SECTION("committed by us")
    {
        batch.add_live(live(leg_a));
        batch.written();
    }
    SECTION("found at the start")
    {
        const calls::Leg leg = live(leg_a).leg;
        batch.assume_written({&leg, 1});
    }
    SECTION("perhaps committed: the answer to COMMIT was lost")
    {
        batch.add_live(live(leg_a));
        batch.perhaps_written();
    }
    batch.add_finished(finished(leg_a));
    CHECK(batch.drops() == std::vector<LegKey>{leg_a});
    CHECK(batch.live_rows().empty());
    batch.written();
    CHECK(batch.empty());
    batch.add_drop(leg_a);
    CHECK(batch.empty());
}

TEST_CASE("a leg that comes back after it was dropped is written, not deleted", "[batch]")
{
    db::CallBatch batch;
    batch.add_live(live(leg_a));
    batch.written();
    batch.add_drop(leg_a);
    batch.add_live(live(leg_a));
    CHECK(batch.drops().empty());
    CHECK(batch.live_rows().size() == 1);
}

TEST_CASE("nothing of a failed batch is forgotten", "[batch]")
{
    db::CallBatch batch;
    batch.add_live(live(leg_a));
    batch.add_finished(finished(leg_b));
    batch.add_feed({});
    batch.perhaps_written();
    CHECK(batch.live_rows().size() == 1);
    CHECK(batch.finished().size() == 1);
    CHECK(batch.feed().size() == 1);
}

TEST_CASE("of a long outage only the newest feed rows are kept", "[batch]")
{
    db::CallBatch batch;
    for (unsigned i = 0; i < 10; ++i) {
        db::FeedRow row;
        row.seq = i;
        batch.add_feed(std::move(row));
    }
    batch.trim_feed(3);
    REQUIRE(batch.feed().size() == 3);
    CHECK(batch.feed().front().seq == 7);
}
