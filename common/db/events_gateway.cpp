// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/events_gateway.h"

namespace db {

namespace {

constexpr Sql insert_head = "INSERT INTO events (timestamp, event, server) VALUES ";
constexpr Sql insert_row = "(?,?,?)";
constexpr Sql insert_tail = "";
constexpr std::size_t insert_columns = 3;

constexpr Sql select_after = "SELECT id, timestamp, event FROM events WHERE id > ? AND server = ? ORDER BY id LIMIT ?";
constexpr Sql select_count_after = "SELECT COUNT(*) FROM events WHERE id > ? AND server = ?";
constexpr Sql select_newest = "SELECT MAX(id) FROM events";
constexpr Sql delete_oldest = "DELETE FROM events WHERE id <= ? ORDER BY id LIMIT ?";

constexpr Sql select_position = "SELECT file, position FROM source_position WHERE name = ?";
constexpr Sql upsert_position =
    "INSERT INTO source_position (name, file, position, updated) VALUES (?,?,?,UTC_TIMESTAMP(3)) "
    "ON DUPLICATE KEY UPDATE file = VALUES(file), position = VALUES(position), updated = VALUES(updated)";
constexpr Sql delete_position = "DELETE FROM source_position WHERE name = ?";

// The condition is a column, not a WHERE: a row that does not match would not stay locked.
constexpr Sql select_lease = "SELECT expires > UTC_TIMESTAMP(3) FROM lease WHERE name = ? LOCK IN SHARE MODE";

// A quarter of the smallest max_allowed_packet in use.
constexpr std::size_t statement_bytes = 4U << 20;

}  // namespace

void EventsGateway::append(std::span<const EventRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * insert_columns);
    std::size_t bytes = 0;
    const auto flush = [&] {
        db_.execute_rows(insert_head, insert_row, insert_tail, values, insert_columns);
        values.clear();
        bytes = 0;
    };
    for (const auto& row : rows) {
        if (bytes + row.text.size() > statement_bytes && !values.empty()) flush();
        values.insert(values.end(), {row.at, row.text, server_});
        bytes += row.text.size();
    }
    flush();
}

std::vector<StoredEvent> EventsGateway::after(EventId id, unsigned limit)
{
    std::vector<StoredEvent> events;
    for (auto rows = db_.query(select_after, id, server_, limit); rows.next();)
        events.push_back({static_cast<EventId>(rows.integer(1)), {rows.time(2).value_or(TimePoint{}), rows.text(3)}});
    return events;
}

std::uint64_t EventsGateway::count_after(EventId id)
{
    auto rows = db_.query(select_count_after, id, server_);
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

std::optional<EventsPosition> EventsGateway::position()
{
    auto rows = db_.query(select_position, source_name());
    if (!rows.next()) return std::nullopt;
    return EventsPosition{rows.text(1), static_cast<EventId>(rows.integer(2))};
}

void EventsGateway::put_position(const EventsPosition& position)
{
    db_.execute(upsert_position, source_name(), position.series, position.id);
}

void EventsGateway::forget_position()
{
    db_.execute(delete_position, source_name());
}

bool EventsGateway::is_mirrored()
{
    auto rows = db_.query(select_lease, "astercc:" + server_);
    return rows.next() && rows.flag(1);
}

EventId newest_event(Connection& connection)
{
    auto rows = connection.query(select_newest);
    return rows.next() && !rows.is_null(1) ? static_cast<EventId>(rows.integer(1)) : 0;
}

std::uint64_t purge_events(Connection& connection, EventId last, int limit)
{
    return connection.execute(delete_oldest, last, limit);
}

}  // namespace db
