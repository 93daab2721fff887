// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/report_rollup.h"

#include <algorithm>

namespace tools {

namespace {

using db::ReportSource;

constexpr std::chrono::minutes told_every{1};
// No attempt is open for longer.
constexpr std::chrono::hours longest_attempt{24};

}  // namespace

bool ReportRollup::pass(db::Connection& connection)
{
    db::ReportRollupGateway gateway{connection, hours_begin_at_};
    const std::uint64_t counted_before = slots_counted_;
    bool is_more = false;
    for (const auto source : db::all_report_sources) {
        const bool is_time = source == ReportSource::time;
        // Up to when everything is counted is told with the time, and pages believe it.
        if (is_time && is_more) return true;
        is_more = pass(gateway, connection, source, is_time && slots_counted_ != counted_before) || is_more;
    }
    return is_more;
}

bool ReportRollup::pass(db::ReportRollupGateway& gateway, db::Connection& connection, ReportSource source, bool is_told)
{
    const auto now = runtime::now();
    db::Transaction transaction{connection};
    const auto from = gateway.lock_position(source);
    auto changes = gateway.changes(source, from, now, rows_per_pass_);
    auto open = source == ReportSource::campaign ? gateway.open_attempts() : OpenAttempts{};
    if (source == ReportSource::campaign) add_closed_attempts(gateway, open, changes.slots, now);
    is_told = is_told || (source == ReportSource::time && now - from.at >= told_every);
    // What was going on then went on.
    if (is_told && from.at != runtime::TimePoint{}) gateway.add_slots(changes.slots, from.at, now);
    for (const auto slot : changes.slots)
        gateway.count(source, slot, now);
    auto& seen = seen_.at(static_cast<std::size_t>(source));
    const auto row = changes.is_more ? changes.last_row : std::max(from.row, seen);
    if (is_told || row != from.row || !changes.slots.empty()) gateway.put_position(source, {row, now});
    transaction.commit();
    if (source == ReportSource::campaign) open_attempts_ = std::move(open);
    seen = changes.last_row;
    slots_counted_ += changes.slots.size();
    return changes.is_more;
}

void ReportRollup::add_closed_attempts(db::ReportRollupGateway& gateway, const OpenAttempts& open,
                                       std::set<runtime::TimePoint>& slots, runtime::TimePoint now) const
{
    if (!open_attempts_) {
        slots.merge(gateway.slots_of_attempts(now - longest_attempt));
        return;
    }
    for (const auto& [id, begun] : *open_attempts_)
        if (!open.contains(id)) slots.insert(gateway.slot_of(begun));
}

}  // namespace tools
