// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/list_census.h"

#include <algorithm>
#include <utility>

namespace db {

namespace {

constexpr long rows_at_once = 50'000;  // some tens of milliseconds

// A held number whose time has come is looked at again: it is due.
constexpr Sql count_rows =
    "SELECT x.campaignid, x.heldreason, COUNT(*), MAX(x.id), SUM(x.assign = ''),"
    " SUM(x.assign = '' AND (x.dialtime IS NULL OR x.dialtime <= UTC_TIMESTAMP())),"
    " SUM(x.assign = '' AND x.heldreason <> '' AND x.dialtime > UTC_TIMESTAMP()),"
    " MIN(IF(x.assign = '' AND x.dialtime > UTC_TIMESTAMP(), x.dialtime, NULL)) FROM"
    " (SELECT id, campaignid, assign, heldreason, dialtime FROM diallist WHERE id > ? ORDER BY id LIMIT ?) x"
    " GROUP BY x.campaignid, x.heldreason";

}  // namespace

ListCensus::Lists ListCensus::read(Connection& db)
{
    if (count_on(db)) {
        told_ = lists_of(std::exchange(counts_, {}), true);
        has_told_ = true;
        after_ = 0;
    }
    return has_told_ ? told_ : lists_of(counts_, false);
}

bool ListCensus::count_on(Connection& db)
{
    long rows_read = 0;
    for (auto rows = db.query(count_rows, after_, rows_at_once); rows.next();) {
        auto& numbers = counts_[{rows.id(1), rows.text(2)}];
        rows_read += static_cast<long>(rows.integer(3));
        after_ = std::max(after_, static_cast<std::uint64_t>(rows.integer(4)));
        numbers.all += static_cast<long>(rows.integer(5));
        numbers.due += static_cast<long>(rows.integer(6));
        numbers.held += static_cast<long>(rows.integer(7));
        const auto again = rows.time(8);
        if (again) numbers.first_again = std::min(*again, numbers.first_again.value_or(*again));
    }
    return rows_read < rows_at_once;
}

ListCensus::Lists ListCensus::lists_of(const Counts& counts, bool is_whole)
{
    Lists lists;
    for (const auto& [key, numbers] : counts) {
        auto& list = lists[key.first];
        list.is_whole = is_whole;
        list.all += numbers.all;
        list.due += numbers.due;
        if (numbers.held > 0) list.held.push_back({key.second, numbers.held, numbers.first_again});
    }
    return lists;
}

}  // namespace db
