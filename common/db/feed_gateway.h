// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the feed: rows by id for astercclive's tail, rows of one account for a browser that resumes, and the
// position up to which nothing can appear any more. Writing it belongs to the transaction of the change (CallWriter).
//
// Several writers number their rows before they commit, so a smaller id may become visible after a larger one.
#pragma once

#include "common/db/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace db {

using FeedId = std::uint64_t;

// A number that is still missing this long after its successors were written belongs to no row (a rollback, or
// numbers that another node of a cluster reserved).
inline constexpr int feed_gap_seconds = 10;  // the SQL in feed_gateway.cpp says it too

struct FeedEntry {
    FeedId id = 0;
    std::string topic;
    unsigned accountid = 0;
    unsigned groupid = 0;
    std::string payload;
};

struct FeedExtent {
    FeedId oldest = 0;  // both 0 when the table is empty
    FeedId newest = 0;
};

class FeedGateway {
public:
    explicit FeedGateway(Connection& connection) : db_(connection) {}

    [[nodiscard]] std::vector<FeedEntry> after(FeedId position, unsigned limit);
    [[nodiscard]] std::vector<FeedEntry> between(FeedId first, FeedId last, unsigned limit);
    [[nodiscard]] std::vector<FeedEntry> of_account(unsigned accountid, FeedId position, unsigned limit);

    [[nodiscard]] FeedExtent extent();
    // No row up to the watermark is missing or can still appear. Read it before what it shall stand for.
    [[nodiscard]] FeedId watermark();
    // The newest row that was written more than `minutes` ago; 0 when there is none.
    [[nodiscard]] FeedId position_before(unsigned minutes);

private:
    Connection& db_;
};

}  // namespace db
