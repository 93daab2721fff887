// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/running_totals.h"

#include "common/board/board_facts.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using board::AgentsToday;
using board::RunningTotals;
using runtime::from_epoch_ms;

namespace {

// A table whose rows are all one call of account 1; sums like the database, and remembers what it was asked.
struct Table {
    std::set<std::uint64_t> ids;
    std::uint64_t summed = 0;

    void fill(std::uint64_t first, std::uint64_t last)
    {
        for (auto id = first; id <= last; ++id)
            ids.insert(id);
    }
    long long calls(RunningTotals<AgentsToday>& totals, long long day = 0)
    {
        const auto today =
            totals.read(from_epoch_ms(day), *ids.rbegin(), [&](std::uint64_t after, std::uint64_t up_to) {
                const auto count = std::distance(ids.upper_bound(after), ids.upper_bound(up_to));
                summed += static_cast<std::uint64_t>(count);
                return AgentsToday{{1, {.calls = count, .talk_seconds = 0}}};
            });
        return today.at(1).calls;
    }
};

}  // namespace

TEST_CASE("every row counts once, however the table grows", "[board][totals]")
{
    Table table;
    RunningTotals<AgentsToday> totals;
    for (std::uint64_t last = 1; last < 10'000; last = last * 3 / 2 + 1) {
        table.fill(1, last);
        CHECK(table.calls(totals) == static_cast<long long>(last));
    }
}

TEST_CASE("a row that becomes visible after its successors counts", "[board][totals]")
{
    Table table;
    table.fill(1, 5'000);
    table.ids.erase(4'500);
    RunningTotals<AgentsToday> totals;
    CHECK(table.calls(totals) == 4'999);
    table.ids.insert(4'500);
    CHECK(table.calls(totals) == 5'000);
}

TEST_CASE("what is long settled is not summed again", "[board][totals]")
{
    Table table;
    table.fill(1, 100'000);
    RunningTotals<AgentsToday> totals;
    CHECK(table.calls(totals) == 100'000);
    table.summed = 0;
    for (std::uint64_t id = 100'001; id <= 100'100; ++id) {
        table.ids.insert(id);
        CHECK(table.calls(totals) == static_cast<long long>(id));
    }
    CHECK(table.summed < 100 * 2 * RunningTotals<AgentsToday>::unsettled_rows);
}

TEST_CASE("a new day, or a table that begins anew, begins at nothing", "[board][totals]")
{
    Table table;
    table.fill(1, 5'000);
    RunningTotals<AgentsToday> totals;
    CHECK(table.calls(totals, 0) == 5'000);
    table.summed = 0;
    CHECK(table.calls(totals, 1) == 5'000);
    CHECK(table.summed == 5'000);  // the database sums those of the new day only

    table.ids = {1, 2, 3};
    CHECK(table.calls(totals, 1) == 3);
}
