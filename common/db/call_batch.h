// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be written next, coalesced per row: however often a leg changed, its row of curcdr is written once, and
// a leg that came and went between two commits touches curcdr not at all. Finished legs and feed rows keep their
// order. Pure; belongs to one thread.
#pragma once

#include "common/calls/text.h"
#include "common/db/call_gateway.h"

#include <map>
#include <set>
#include <unordered_set>

namespace db {

class CallBatch {
public:
    // Rows of curcdr that exist already: what astercc read when it started.
    void assume_written(std::span<const calls::Leg> legs);

    void add_live(LiveLegRow row);
    void add_drop(const calls::LegKey& key);
    void add_finished(FinishedLegRow row);
    void add_feed(FeedRow row) { feed_.push_back(std::move(row)); }

    [[nodiscard]] bool empty() const { return live_.empty() && drops_.empty() && finished_.empty() && feed_.empty(); }
    [[nodiscard]] std::size_t finished_count() const { return finished_.size(); }
    // Rows of curcdr to write or to take away.
    [[nodiscard]] std::size_t live_count() const { return live_.size() + drops_.size(); }

    [[nodiscard]] std::vector<LiveLegRow> live_rows() const;
    [[nodiscard]] std::vector<calls::LegKey> drops() const { return {drops_.begin(), drops_.end()}; }
    [[nodiscard]] const std::vector<FinishedLegRow>& finished() const { return finished_; }
    [[nodiscard]] const std::vector<FeedRow>& feed() const { return feed_; }

    // The transaction was committed: start anew.
    void written();
    // It failed, perhaps after the server had committed: everything stays, and its rows may exist from now on.
    void perhaps_written();

    // A browser that was away that long reloads its state anyway: only the newest feed rows are kept.
    void trim_feed(std::size_t newest);

private:
    // A key of curcdr in little room: one for every living call.
    struct Row {
        explicit Row(const calls::LegKey& key) : srcuid(key.srcuid), dstuid(key.dstuid) {}
        calls::IdText srcuid;
        calls::IdText dstuid;
        bool operator==(const Row&) const = default;
    };
    struct RowHash {
        std::size_t operator()(const Row& row) const
        {
            return calls::TextHash{}(row.srcuid) * 31 + calls::TextHash{}(row.dstuid);
        }
    };

    std::map<calls::LegKey, LiveLegRow> live_;
    std::set<calls::LegKey> drops_;
    std::vector<FinishedLegRow> finished_;
    std::vector<FeedRow> feed_;
    std::unordered_set<Row, RowHash> in_table_;  // rows of curcdr that exist, or may
};

}  // namespace db
