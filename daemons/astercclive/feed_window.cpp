// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/feed_window.h"

#include <algorithm>

namespace live {
namespace {

constexpr auto first_look = std::chrono::milliseconds{8};

// A gap of age t is looked at again after t/4: a late row comes at most a quarter later than it could, and a gap that
// stays empty costs about thirty readings.
FeedWindow::Duration pause(FeedWindow::Duration age)
{
    return std::max<FeedWindow::Duration>(first_look, age / 4);
}

}  // namespace

FeedWindow::FeedWindow(FeedId position, FeedId settled, Duration give_up)
    : top_(position), settled_(std::max(position, settled)), give_up_(give_up)
{
}

bool FeedWindow::accept(FeedId id, Time now)
{
    if (id <= top_) return fill(id);
    open_gap(std::max(top_, settled_) + 1, id - 1, now);
    top_ = id;
    return true;
}

void FeedWindow::open_gap(FeedId first, FeedId last, Time now)
{
    if (first <= last) gaps_.emplace(first, Gap{.last = last, .noticed = now, .next_look = now + first_look});
}

// Takes the id out of the gap it stands in, which leaves up to two smaller ones.
bool FeedWindow::fill(FeedId id)
{
    auto gap = gaps_.upper_bound(id);
    if (gap == gaps_.begin()) return false;
    --gap;
    const auto first = gap->first;
    const auto whole = gap->second;
    if (id > whole.last) return false;
    gaps_.erase(gap);
    if (id < whole.last) gaps_.emplace(id + 1, whole);
    if (first < id) gaps_.emplace(first, Gap{.last = id - 1, .noticed = whole.noticed, .next_look = whole.next_look});
    return true;
}

std::optional<FeedWindow::Range> FeedWindow::due(Time now, FeedId span) const
{
    std::optional<Range> range;
    for (const auto& [first, gap] : gaps_) {
        if (range && first - range->first >= span) break;
        if (gap.next_look > now) continue;
        if (!range) range = Range{.first = first, .last = gap.last};
        range->last = gap.last;
    }
    return range;
}

void FeedWindow::probed(Range range, Time now)
{
    auto gap = gaps_.lower_bound(range.first);
    while (gap != gaps_.end() && gap->first <= range.last) {
        const auto age = now - gap->second.noticed;
        gap->second.next_look = std::min(now + pause(age), gap->second.noticed + give_up_);
        gap = age >= give_up_ ? gaps_.erase(gap) : std::next(gap);
    }
}

}  // namespace live
