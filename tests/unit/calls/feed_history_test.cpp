// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/feed_history.h"

#include "common/calls/feed_json.h"

#include <catch2/catch.hpp>

using calls::FeedEvent;
using calls::FeedHistory;
using calls::Phase;

namespace {

FeedEvent event(Phase phase, long long at = 1000, const std::string& channel = "PJSIP/8001-1")
{
    FeedEvent e;
    e.phase = phase;
    e.direction = calls::Direction::in;
    e.leg.dstchan = channel;
    e.at = runtime::from_epoch_ms(at);
    return e;
}

FeedHistory told(std::initializer_list<FeedEvent> events)
{
    FeedHistory history{"a"};
    for (const auto& e : events)
        history.add(calls::to_feed_json(e, "a"));
    return history;
}

}  // namespace

TEST_CASE("what was told is recognised whatever clock its writer had, and what follows is new", "[feed][standby]")
{
    auto history = told({event(Phase::ringing), event(Phase::talking)});
    CHECK(history.has(event(Phase::ringing, 7000)));
    CHECK(history.has(event(Phase::talking, 8000)));
    CHECK_FALSE(history.has(event(Phase::ended, 9000)));
    CHECK(history.empty());
}

TEST_CASE("phases that come again are told again", "[feed][standby]")
{
    auto history = told({event(Phase::talking), event(Phase::held), event(Phase::talking)});
    CHECK(history.has(event(Phase::held)));
    CHECK(history.has(event(Phase::talking)));
    CHECK_FALSE(history.has(event(Phase::held)));
    CHECK_FALSE(history.has(event(Phase::talking)));
}

TEST_CASE("a phase that comes again with another leg is new", "[feed][standby]")
{
    auto alone = event(Phase::dialing);
    alone.leg.key = {"1.1", ""};
    auto together = alone;
    together.leg.key.dstuid = "1.2";
    auto history = told({alone});
    CHECK_FALSE(history.has(together));
}

TEST_CASE("behind a phase that was not told everything is new", "[feed][standby]")
{
    auto history = told({event(Phase::talking)});
    CHECK_FALSE(history.has(event(Phase::held)));
    CHECK_FALSE(history.has(event(Phase::talking)));
}

TEST_CASE("stories of other channels and servers, and rubbish, count for nothing", "[feed][standby]")
{
    auto history = told({event(Phase::ringing, 1, "PJSIP/8002-1")});
    history.add(calls::to_feed_json(event(Phase::ringing), "b"));
    history.add("{");
    history.add("[]");
    CHECK_FALSE(history.has(event(Phase::ringing)));
    CHECK(history.has(event(Phase::ringing, 1, "PJSIP/8002-1")));
}
