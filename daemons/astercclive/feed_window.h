// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. Which rows of the feed have been seen, when ids are given out in one order and become visible in another.
//
// Ids are seen in any order; a number that was skipped is a gap. Gaps are read again at growing intervals and given
// up once a reading at least `give_up` after they were noticed still found nothing: rolled back, or never used.
// The watermark is the exact promise to a client: everything up to it was seen or does not exist.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

namespace live {

using FeedId = std::uint64_t;

class FeedWindow {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    struct Range {
        FeedId first = 0;
        FeedId last = 0;
        bool operator==(const Range&) const = default;
    };

    // Rows up to `position` are history and not awaited; gaps up to `settled` are empty for good.
    FeedWindow(FeedId position, FeedId settled, Duration give_up);

    // A row was read at `now`. True when it is new: deliver it; false when it was seen before.
    [[nodiscard]] bool accept(FeedId id, Time now);

    [[nodiscard]] FeedId watermark() const { return gaps_.empty() ? top_ : gaps_.begin()->first - 1; }
    // The largest id seen: what is after it has yet to be read.
    [[nodiscard]] FeedId top() const { return top_; }

    // The ids worth reading again now: the first gap that is due, and those due within `span` ids after its start.
    [[nodiscard]] std::optional<Range> due(Time now, FeedId span) const;
    // The ids from range.first to range.last were read at `now`, and what was found accepted. Must end at the end of a
    // gap or at a row that was found.
    void probed(Range range, Time now);

private:
    struct Gap {
        FeedId last;
        Time noticed;
        Time next_look;
    };
    void open_gap(FeedId first, FeedId last, Time now);
    [[nodiscard]] bool fill(FeedId id);

    std::map<FeedId, Gap> gaps_;  // by first missing id
    FeedId top_;
    FeedId settled_;
    Duration give_up_;
};

}  // namespace live
