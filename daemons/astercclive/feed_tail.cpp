// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/feed_tail.h"

#include "common/runtime/log.h"
#include "daemons/astercclive/sse.h"

#include <algorithm>

namespace live {
namespace {

constexpr unsigned page = 1'000;
constexpr int gap_readings_per_look = 4;

}  // namespace

TailBatch FeedTail::read(db::FeedGateway& feed, FeedWindow::Time now)
{
    TailBatch batch;
    if (is_unsure_ && window_ && feed.extent().newest < window_->top()) {
        runtime::log_warning("feed_replaced", {{"top", window_->top()}});
        window_.reset();
        batch.has_restarted = true;
    }
    is_unsure_ = false;
    if (!window_) begin(feed);

    const auto rows = feed.after(window_->top(), page);
    take(rows, now, batch);
    batch.has_caught_up = rows.size() < page;
    if (batch.has_caught_up) look_into_gaps(feed, now, batch);
    batch.watermark = window_->watermark();
    batch.top = window_->top();
    batch.floor = floor_;
    return batch;
}

// The last minutes are read like news, so that they are in memory; their gaps are judged by the database's clock.
void FeedTail::begin(db::FeedGateway& feed)
{
    const auto settled = feed.watermark();
    const auto oldest = feed.extent().oldest;
    const auto by_purge = oldest > 0 ? oldest - 1 : 0;
    const auto by_number = settled > keep_rows_ ? settled - keep_rows_ : 0;
    const auto by_age = feed.position_before(static_cast<unsigned>(keep_.count()));
    floor_ = std::min(settled, std::max({by_purge, by_number, by_age}));
    window_.emplace(floor_, settled, std::chrono::seconds{db::feed_gap_seconds});
    runtime::log_info("feed_tail_begins", {{"after", floor_}, {"watermark", settled}});
}

void FeedTail::take(const std::vector<db::FeedEntry>& rows, FeedWindow::Time now, TailBatch& batch)
{
    for (const auto& row : rows) {
        if (!window_->accept(row.id, now) || row.accountid == 0) continue;
        auto text = sse::event(row.topic, row.payload, row.id, window_->watermark());
        if (!text) {
            runtime::log_error("feed_row_unreadable", {{"row", row.id}, {"topic", row.topic}});
            continue;
        }
        batch.events.push_back({.row = row.id,
                                .account = row.accountid,
                                .bytes = std::make_shared<const std::string>(std::move(*text)),
                                .at_ms = sse::time_of(row.payload)});
    }
}

void FeedTail::look_into_gaps(db::FeedGateway& feed, FeedWindow::Time now, TailBatch& batch)
{
    for (int i = 0; i < gap_readings_per_look; ++i) {
        auto range = window_->due(now, page);
        if (!range) return;
        const auto rows = feed.between(range->first, range->last, page);
        take(rows, now, batch);
        if (rows.size() == page) range->last = rows.back().id;  // the rest comes next
        window_->probed(*range, now);
    }
}

}  // namespace live
