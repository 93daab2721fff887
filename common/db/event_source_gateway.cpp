// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/event_source_gateway.h"

namespace db {

namespace {

constexpr Sql count_leases = "SELECT COUNT(*) FROM lease WHERE name LIKE 'astercc:%' AND expires > UTC_TIMESTAMP(3)";
constexpr Sql newest_event =
    "SELECT TIMESTAMPDIFF(SECOND, timestamp, UTC_TIMESTAMP(3)) FROM events WHERE timestamp IS NOT NULL "
    "ORDER BY timestamp DESC LIMIT 1";

}  // namespace

unsigned EventSourceGateway::mirrored_servers()
{
    auto rows = db_.query(count_leases);
    return rows.next() ? static_cast<unsigned>(rows.integer(1)) : 0;
}

std::optional<std::chrono::seconds> EventSourceGateway::age_of_newest_event()
{
    auto rows = db_.query(newest_event);
    if (!rows.next()) return std::nullopt;
    return std::chrono::seconds{rows.integer(1)};
}

}  // namespace db
