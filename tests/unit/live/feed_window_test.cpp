// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/feed_window.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

using live::FeedId;
using live::FeedWindow;
using namespace std::chrono_literals;

namespace {

const FeedWindow::Time start{1h};
constexpr auto give_up = 10s;

FeedWindow from(FeedId position)
{
    return FeedWindow{position, position, give_up};
}

// A table whose rows become visible when their transaction commits, read as the tail does.
class Table {
public:
    void commit(FeedId id) { visible_.insert(id); }
    [[nodiscard]] std::vector<FeedId> between(FeedId first, FeedId last, std::size_t limit) const
    {
        std::vector<FeedId> ids;
        for (auto id = visible_.lower_bound(first); id != visible_.end() && *id <= last && ids.size() < limit; ++id)
            ids.push_back(*id);
        return ids;
    }
    [[nodiscard]] std::vector<FeedId> after(FeedId position, std::size_t limit) const
    {
        return between(position + 1, ~FeedId{0}, limit);
    }

private:
    std::set<FeedId> visible_;
};

// One look of the tail; returns what it delivers. `page` is small, so that limits are met.
std::vector<FeedId> look(FeedWindow& window, const Table& table, FeedWindow::Time now, std::size_t page)
{
    std::vector<FeedId> delivered;
    const auto take = [&](const std::vector<FeedId>& ids) {
        std::copy_if(ids.begin(), ids.end(), std::back_inserter(delivered),
                     [&](FeedId id) { return window.accept(id, now); });
    };
    const auto news = table.after(window.top(), page);
    take(news);
    if (news.size() == page) return delivered;
    while (auto range = window.due(now, page)) {
        const auto ids = table.between(range->first, range->last, page);
        take(ids);
        if (ids.size() == page) range->last = ids.back();
        window.probed(*range, now);
    }
    return delivered;
}

}  // namespace

TEST_CASE("rows in order move the watermark with them", "[live][window]")
{
    auto window = from(10);
    CHECK(window.watermark() == 10);
    CHECK(window.accept(11, start));
    CHECK(window.accept(12, start));
    CHECK(window.watermark() == 12);
    CHECK_FALSE(window.due(start + 1h, 100));
}

TEST_CASE("a gap holds the watermark until its row comes", "[live][window]")
{
    auto window = from(0);
    CHECK(window.accept(1, start));
    CHECK(window.accept(4, start));
    CHECK(window.watermark() == 1);
    CHECK(window.top() == 4);
    CHECK(window.accept(3, start));
    CHECK(window.watermark() == 1);
    CHECK(window.accept(2, start));
    CHECK(window.watermark() == 4);
}

TEST_CASE("a row is new once", "[live][window]")
{
    auto window = from(5);
    CHECK(window.accept(8, start));
    CHECK_FALSE(window.accept(8, start));
    CHECK(window.accept(6, start));
    CHECK_FALSE(window.accept(6, start));
    CHECK_FALSE(window.accept(5, start));
    CHECK_FALSE(window.accept(1, start));
}

TEST_CASE("a gap is given up only by a reading after its time", "[live][window]")
{
    auto window = from(0);
    REQUIRE(window.accept(3, start));
    const auto range = window.due(start + 1s, 100);
    REQUIRE(range == FeedWindow::Range{1, 2});
    window.probed(*range, start + 9999ms);
    CHECK(window.watermark() == 0);
    CHECK(window.due(start + 1h, 100));  // an hour without a reading gives nothing up
    CHECK(window.watermark() == 0);
    window.probed(*range, start + 10s);
    CHECK(window.watermark() == 3);
    CHECK_FALSE(window.accept(2, start + 11s));
}

TEST_CASE("an old gap is looked at less often than a new one", "[live][window]")
{
    auto window = from(0);
    REQUIRE(window.accept(2, start));
    int readings = 0;
    for (auto now = start; now < start + 11s; now += 8ms) {
        if (const auto range = window.due(now, 100)) {
            window.probed(*range, now);
            ++readings;
        }
    }
    CHECK(window.watermark() == 2);
    CHECK(readings > 10);
    CHECK(readings < 50);
}

TEST_CASE("gaps of history before the settled row are not waited for", "[live][window]")
{
    FeedWindow window{100, 200, give_up};
    CHECK(window.accept(150, start));
    CHECK(window.watermark() == 150);
    CHECK(window.accept(205, start));
    CHECK(window.watermark() == 200);
    CHECK(window.due(start + 1s, 10) == FeedWindow::Range{201, 204});
}

TEST_CASE("a jump of a billion ids is one gap", "[live][window]")
{
    auto window = from(7);
    REQUIRE(window.accept(1'000'000'007, start));
    const auto range = window.due(start + 10s, 1000);
    REQUIRE(range == FeedWindow::Range{8, 1'000'000'006});
    window.probed(*range, start + 10s);
    CHECK(window.watermark() == 1'000'000'007);
}

// Writers take numbers, commit after a random time or roll back; a cluster leaves numbers out. In every order:
// each row once, none missed, and the watermark never passes a row that was not delivered.
TEST_CASE("in any order of commits every row comes once and the watermark keeps its word", "[live][window]")
{
    const auto seed = GENERATE(range(1U, 41U));
    std::mt19937 random{seed};
    const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
    const FeedId step = seed % 4 == 0 ? 3 : 1;        // every fourth run: a cluster of three
    const std::size_t page = seed % 3 == 0 ? 5 : 50;  // small pages: every limit is met

    struct Pending {
        FeedId id;
        FeedWindow::Time commits;
    };
    Table table;
    std::vector<Pending> pending;
    std::set<FeedId> committed;
    std::map<FeedId, int> delivered;
    auto window = from(0);
    FeedId next = 1;
    FeedId last_watermark = 0;

    for (auto now = start; now < start + 40s; now += 8ms) {
        const bool may_write = now < start + 20s;
        for (auto rows = may_write && chance(20) ? random() % 6 : 0; rows > 0; --rows, next += step) {
            if (chance(5)) continue;  // rolled back
            const auto delay = chance(80) ? 0ms : std::chrono::milliseconds{random() % 7000};
            pending.push_back({next, now + delay});
        }
        std::erase_if(pending, [&](const Pending& p) {
            if (p.commits > now) return false;
            table.commit(p.id);
            committed.insert(p.id);
            return true;
        });
        for (const auto id : look(window, table, now, page))
            ++delivered[id];

        const auto watermark = window.watermark();
        bool keeps_its_word = watermark >= last_watermark;
        for (auto id = last_watermark + 1; id <= watermark; ++id)
            keeps_its_word = keeps_its_word && committed.contains(id) == delivered.contains(id);
        for (const auto& p : pending)
            keeps_its_word = keeps_its_word && p.id > watermark;
        if (!keeps_its_word) FAIL("seed " << seed << ", watermark " << watermark << " after " << last_watermark);
        last_watermark = watermark;
    }

    CHECK(pending.empty());
    CHECK(delivered.size() == committed.size());
    CHECK(std::all_of(delivered.begin(), delivered.end(), [](const auto& d) { return d.second == 1; }));
    CHECK(window.watermark() == window.top());
}
