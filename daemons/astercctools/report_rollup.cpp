// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/report_rollup.h"

#include <algorithm>

namespace tools {

namespace {

constexpr int rows_per_pass = 5000;

}  // namespace

bool ReportRollup::pass(db::Connection& connection)
{
    db::ReportRollupGateway gateway{connection, hours_begin_at_};
    bool is_more = false;
    for (const auto source : db::all_report_sources)
        is_more = pass(gateway, connection, source) || is_more;
    return is_more;
}

bool ReportRollup::pass(db::ReportRollupGateway& gateway, db::Connection& connection, db::ReportSource source)
{
    const auto now = runtime::now();
    db::Transaction transaction{connection};
    const auto from = gateway.lock_position(source);
    const auto changes = gateway.changes(source, from, now, rows_per_pass);
    for (const auto slot : changes.slots)
        gateway.count(source, slot, now);
    auto& seen = seen_.at(static_cast<std::size_t>(source));
    gateway.put_position(source, {changes.is_more ? changes.last_row : std::max(from.row, seen), now});
    transaction.commit();
    seen = changes.last_row;
    slots_counted_ += changes.slots.size();
    return changes.is_more;
}

}  // namespace tools
