// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/source_gateway.h"

namespace db {

namespace {

constexpr Sql select_position = "SELECT file, position, updated FROM source_position WHERE name = ? FOR UPDATE";
constexpr Sql upsert_position =
    "INSERT INTO source_position (name, file, position, updated) VALUES (?,?,?,?) "
    "ON DUPLICATE KEY UPDATE file = VALUES(file), position = VALUES(position), updated = VALUES(updated)";

}  // namespace

std::optional<SourcePosition> SourceGateway::lock()
{
    auto rows = connection_.query(select_position, name_);
    if (!rows.next()) return std::nullopt;
    return SourcePosition{rows.text(1), static_cast<std::uint64_t>(rows.integer(2)),
                          rows.time(3).value_or(TimePoint{})};
}

void SourceGateway::put(const SourcePosition& p)
{
    connection_.execute(upsert_position, name_, p.file, p.position, p.updated);
}

}  // namespace db
