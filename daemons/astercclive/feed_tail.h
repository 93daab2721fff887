// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what is new in the feed, each row once, whatever order the writers commit in, and formats it for the wire.
// Lives on the database thread; outlives connections, so after an outage it goes on where it was.
#pragma once

#include "common/db/feed_gateway.h"
#include "daemons/astercclive/event_store.h"
#include "daemons/astercclive/feed_window.h"
#include "daemons/astercclive/live_config.h"

#include <optional>
#include <vector>

namespace live {

struct TailBatch {
    std::vector<Event> events;   // in the order of delivery
    FeedId watermark = 0;        // after the last of them
    FeedId top = 0;              // the largest row seen
    FeedId floor = 0;            // history before it was never read
    bool has_restarted = false;  // the feed was replaced by a shorter one: forget everything
    bool has_caught_up = false;
};

class FeedTail {
public:
    explicit FeedTail(const LiveConfig& config) : keep_(config.keep), keep_rows_(config.keep_rows) {}

    // One look: the next page of new rows and, when that is the last one, the gaps that are due.
    [[nodiscard]] TailBatch read(db::FeedGateway& feed, FeedWindow::Time now);
    // The connection is a new one: the database behind it may have been restored from a backup.
    void reconnected() { is_unsure_ = true; }
    [[nodiscard]] FeedId watermark() const { return window_ ? window_->watermark() : 0; }

private:
    void begin(db::FeedGateway& feed);
    void take(const std::vector<db::FeedEntry>& rows, FeedWindow::Time now, TailBatch& batch);
    void look_into_gaps(db::FeedGateway& feed, FeedWindow::Time now, TailBatch& batch);

    std::chrono::minutes keep_;
    std::size_t keep_rows_;
    FeedId floor_ = 0;
    std::optional<FeedWindow> window_;
    bool is_unsure_ = false;
};

}  // namespace live
