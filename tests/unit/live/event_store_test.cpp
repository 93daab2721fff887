// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/event_store.h"

#include <catch2/catch.hpp>

#include <initializer_list>

using namespace live;
using namespace std::chrono_literals;

namespace {

const EventStore::Time start{1h};

Event event(FeedId row, unsigned account)
{
    return {.row = row, .account = account, .bytes = nullptr};
}

std::vector<FeedId> rows(const EventStore& store, unsigned account, FeedId position)
{
    std::vector<FeedId> ids;
    for (const auto& e : store.after(account, position))
        ids.push_back(e.row);
    return ids;
}

}  // namespace

TEST_CASE("an account gets its own events after a position, in order of delivery", "[live][store]")
{
    EventStore store{{.age = 15min, .events = 100}};
    for (const auto& e : {event(1, 7), event(2, 8), event(5, 7), event(4, 7), event(6, 8)})
        store.add(e, start);
    CHECK(rows(store, 7, 0) == std::vector<FeedId>{1, 5, 4});
    CHECK(rows(store, 7, 4) == std::vector<FeedId>{5});
    CHECK(rows(store, 8, 2) == std::vector<FeedId>{6});
    CHECK(rows(store, 9, 0).empty());
    CHECK(store.floor() == 0);
}

TEST_CASE("old events go and raise the floor", "[live][store]")
{
    EventStore store{{.age = 15min, .events = 100}};
    store.add(event(1, 7), start);
    store.add(event(2, 8), start + 10min);
    store.forget_old(start + 15min);
    CHECK(store.size() == 2);
    store.forget_old(start + 16min);
    CHECK(store.size() == 1);
    CHECK(store.floor() == 1);
    CHECK(rows(store, 7, 0).empty());
    CHECK(rows(store, 8, 0) == std::vector<FeedId>{2});
}

TEST_CASE("no more events are held than allowed", "[live][store]")
{
    EventStore store{{.age = 15min, .events = 3}};
    for (FeedId row = 1; row <= 10; ++row)
        store.add(event(row, static_cast<unsigned>(row % 2)), start);
    CHECK(store.size() == 3);
    CHECK(store.floor() == 7);
    CHECK(rows(store, 0, 0) == std::vector<FeedId>{8, 10});
    CHECK(rows(store, 1, 0) == std::vector<FeedId>{9});
}

TEST_CASE("the floor never sinks when a straggler goes", "[live][store]")
{
    EventStore store{{.age = 15min, .events = 1}};
    store.add(event(9, 1), start);
    store.add(event(4, 1), start);
    store.add(event(10, 1), start);
    CHECK(store.floor() == 9);
}
