// SPDX-License-Identifier: GPL-3.0-or-later
// Pauses made by others, and what is none of theirs.
#include "common/calls/outside_pause.h"

#include <catch2/catch.hpp>

namespace {

using calls::MemberPause;
using calls::outside_change;
using calls::OutsideChange;
using calls::QueueSeat;
using calls::QueueWish;
using Standing = OutsideChange::Standing;
using Found = std::map<std::string, MemberPause>;

QueueWish ready()
{
    return {};
}

QueueWish paused(const std::string& why)
{
    return {why, {}};
}

}  // namespace

TEST_CASE("what Asterisk was told is nobody else's doing", "[calls][outside_pause]")
{
    CHECK_FALSE(outside_change(ready(), {{"sales", {}}, {"support", {}}}));
    CHECK_FALSE(outside_change(paused("Lunch"), {{"sales", "Lunch"}}));
    CHECK_FALSE(outside_change(paused("Lunch"), {{"sales", ""}}));  // an Asterisk that knows no reasons
    const QueueWish in_one{{}, {{"sales", QueueSeat{QueueSeat::Member::in, "Training"}}}};
    CHECK_FALSE(outside_change(in_one, {{"sales", "Training"}, {"support", {}}}));
    CHECK_FALSE(outside_change(paused("Lunch"), {}));
}

TEST_CASE("who is paused in every queue is paused, for the reason of that", "[calls][outside_pause]")
{
    CHECK(outside_change(ready(), {{"sales", "Fire drill"}, {"support", "Fire drill"}}) ==
          OutsideChange{Standing::paused, "Fire drill", {}});
    CHECK(outside_change(paused("Lunch"), {{"sales", "Lunch"}, {"support", "Fire drill"}})->reason == "Fire drill");
}

TEST_CASE("who is not paused in some queue any more is ready, and paused in the others", "[calls][outside_pause]")
{
    CHECK(outside_change(paused("Lunch"), {{"sales", {}}}) == OutsideChange{Standing::ready, "", {{"sales", {}}}});
    const auto change = outside_change(paused("Lunch"), {{"sales", {}}, {"support", "Lunch"}});
    CHECK(change->standing == Standing::ready);
    CHECK(change->queues.at("support") == "Lunch");
}

TEST_CASE("a pause in one queue of several is of that one", "[calls][outside_pause]")
{
    const auto change = outside_change(ready(), {{"sales", "Coaching"}, {"support", {}}});
    CHECK(change->standing == Standing::unchanged);
    CHECK(change->queues == Found{{"sales", "Coaching"}, {"support", {}}});
}
