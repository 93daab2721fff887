// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/outside_pause.h"

#include <algorithm>

namespace calls {

namespace {

MemberPause told_pause(const QueueWish& told, const std::string& queue)
{
    if (told.pause) return told.pause;
    const auto seat = told.seats.find(queue);
    return seat == told.seats.end() ? std::nullopt : seat->second.pause;
}

}  // namespace

bool is_as_told(const QueueWish& told, const std::string& queue, const MemberPause& found)
{
    const auto expected = told_pause(told, queue);
    if (!found || !expected) return !found && !expected;
    return found->empty() || *found == *expected;
}

std::optional<OutsideChange> outside_change(const QueueWish& told, const std::map<std::string, MemberPause>& found)
{
    const auto other =
        std::ranges::find_if(found, [&](const auto& one) { return !is_as_told(told, one.first, one.second); });
    if (other == found.end()) return std::nullopt;
    OutsideChange change;
    if (std::ranges::all_of(found, [](const auto& one) { return one.second.has_value(); })) {
        change.standing = OutsideChange::Standing::paused;
        change.reason = *other->second;
        return change;
    }
    if (told.pause) change.standing = OutsideChange::Standing::ready;
    change.queues = found;
    return change;
}

}  // namespace calls
