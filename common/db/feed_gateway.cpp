// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/feed_gateway.h"

namespace db {
namespace {

constexpr Sql select_after = "SELECT id, topic, accountid, groupid, payload FROM feed WHERE id > ? ORDER BY id LIMIT ?";

constexpr Sql select_between =
    "SELECT id, topic, accountid, groupid, payload FROM feed WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?";

constexpr Sql select_of_account =
    "SELECT id, topic, accountid, groupid, payload FROM feed WHERE accountid = ? AND id > ? ORDER BY id LIMIT ?";

constexpr Sql select_extent = "SELECT MIN(id), MAX(id) FROM feed";

// Where the search for the first gap begins: gaps before a row this old are given up.
constexpr Sql select_settled =
    "SELECT id FROM feed WHERE cretime <= UTC_TIMESTAMP(3) - INTERVAL 10 SECOND ORDER BY cretime DESC, id DESC LIMIT 1";

constexpr Sql select_end_of_run =
    "SELECT a.id FROM feed a WHERE a.id >= ? AND NOT EXISTS (SELECT 1 FROM feed b WHERE b.id = a.id + 1) "
    "ORDER BY a.id LIMIT 1";

constexpr Sql select_before =
    "SELECT id FROM feed WHERE cretime <= UTC_TIMESTAMP(3) - INTERVAL ? MINUTE ORDER BY cretime DESC, id DESC LIMIT 1";

FeedId feed_id(const Rows& rows, unsigned column)
{
    return rows.is_null(column) ? 0 : static_cast<FeedId>(rows.integer(column));
}

FeedId first_id(Rows rows)
{
    return rows.next() ? feed_id(rows, 1) : 0;
}

std::vector<FeedEntry> all(Rows rows)
{
    std::vector<FeedEntry> out;
    while (rows.next()) {
        out.push_back({.id = feed_id(rows, 1),
                       .topic = rows.text(2),
                       .accountid = rows.id(3),
                       .groupid = rows.id(4),
                       .payload = rows.text(5)});
    }
    return out;
}

}  // namespace

std::vector<FeedEntry> FeedGateway::after(FeedId position, unsigned limit)
{
    return all(db_.query(select_after, position, limit));
}

std::vector<FeedEntry> FeedGateway::between(FeedId first, FeedId last, unsigned limit)
{
    return all(db_.query(select_between, first, last, limit));
}

std::vector<FeedEntry> FeedGateway::of_account(unsigned accountid, FeedId position, unsigned limit)
{
    return all(db_.query(select_of_account, accountid, position, limit));
}

FeedExtent FeedGateway::extent()
{
    auto rows = db_.query(select_extent);
    if (!rows.next()) return {};
    return {.oldest = feed_id(rows, 1), .newest = feed_id(rows, 2)};
}

FeedId FeedGateway::watermark()
{
    auto start = first_id(db_.query(select_settled));
    if (start == 0) start = extent().oldest;
    return start == 0 ? 0 : first_id(db_.query(select_end_of_run, start));
}

FeedId FeedGateway::position_before(unsigned minutes)
{
    return first_id(db_.query(select_before, minutes));
}

}  // namespace db
