// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/schema_gateway.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace db {

namespace {

constexpr Sql select_tables =
    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' "
    "AND table_name <> 'schema_step' ORDER BY table_name";
constexpr Sql select_table =
    "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?";
constexpr Sql select_version = "SELECT MAX(version) FROM schema_version";
constexpr Sql take_lock = "SELECT GET_LOCK(CONCAT('asterccdb ', SHA1(DATABASE())), 0)";

constexpr Sql create_steps =
    "CREATE TABLE IF NOT EXISTS schema_step ("
    "script varchar(80) NOT NULL, number int unsigned NOT NULL, digest char(64) NOT NULL, "
    "state enum('begun','done') NOT NULL, PRIMARY KEY (script, number)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
constexpr Sql drop_steps = "DROP TABLE IF EXISTS schema_step";
constexpr Sql count_steps = "SELECT COUNT(*) FROM schema_step WHERE script = ? AND state = 'done'";
constexpr Sql select_step = "SELECT state, digest = SHA2(?, 256) FROM schema_step WHERE script = ? AND number = ?";
constexpr Sql begin_step =
    "INSERT INTO schema_step (script, number, digest, state) VALUES (?, ?, SHA2(?, 256), 'begun') "
    "ON DUPLICATE KEY UPDATE state = VALUES(state)";
constexpr Sql end_step = "UPDATE schema_step SET state = 'done' WHERE script = ? AND number = ?";

constexpr const char* first_script = "astercc.sql";

// What the server says of a statement that was done before: tables, columns and keys that are there, or gone, already.
bool means_done_before(int code)
{
    constexpr std::array codes{1050, 1051, 1060, 1061, 1068, 1091};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

bool SchemaGateway::has_table(std::string_view name)
{
    return connection_.query(select_table, name).next();
}

SchemaFindings SchemaGateway::look()
{
    using Kind = SchemaFindings::Kind;
    if (has_table("schema_version")) {
        auto rows = connection_.query(select_version);
        if (rows.next() && !rows.is_null(1)) return {Kind::ours, static_cast<int>(rows.integer(1))};
    }
    if (has_table("schema_step")) return {Kind::begun};
    if (!connection_.query(select_tables).next()) return {Kind::empty};
    return {has_table("astercrm_account") && !has_table("schema_version") ? Kind::original : Kind::foreign};
}

std::vector<TableRows> SchemaGateway::tables()
{
    std::vector<TableRows> found;
    for (auto rows = connection_.query(select_tables); rows.next();)
        found.push_back({.table = rows.text(1)});
    for (auto& table : found) {
        auto rows = connection_.query(Statement{"SELECT COUNT(*) FROM "}.add(Name{table.table}));
        if (rows.next()) table.rows = static_cast<std::uint64_t>(rows.integer(1));
    }
    return found;
}

bool SchemaGateway::lock()
{
    auto rows = connection_.query(take_lock);
    return rows.next() && rows.integer(1) == 1;
}

std::size_t SchemaGateway::finished(const SchemaScript& script)
{
    if (!has_table("schema_step")) return 0;
    auto rows = connection_.query(count_steps, script.name());
    return rows.next() ? static_cast<std::size_t>(rows.integer(1)) : 0;
}

void SchemaGateway::apply(const SchemaScript& script)
{
    connection_.execute(create_steps);
    for (std::size_t i = 0; i < script.statements().size(); ++i)
        run(script, i);
}

void SchemaGateway::run(const SchemaScript& script, std::size_t number)
{
    const auto& statement = script.statements()[number];
    try {
        if (statement.is_of_the_session()) {
            connection_.execute(statement);
            return;
        }
        auto rows = connection_.query(select_step, statement.text(), script.name(), number);
        const bool was_begun = rows.next();
        if (was_begun && !rows.flag(2))
            throw std::runtime_error(statement.place() +
                                     ": the interrupted run was begun with another text of it; finish "
                                     "it with the asterCC that began it, or restore the backup");
        if (was_begun && rows.text(1) == "done") return;
        if (statement.changes_rows()) {
            Transaction transaction{connection_};
            connection_.execute(statement);
            connection_.execute(begin_step, script.name(), number, statement.text());
            connection_.execute(end_step, script.name(), number);
            transaction.commit();
            return;
        }
        connection_.execute(begin_step, script.name(), number, statement.text());
        try {
            connection_.execute(statement);
        } catch (const DbError& e) {
            if (!was_begun || !means_done_before(e.code())) throw;
        }
        connection_.execute(end_step, script.name(), number);
    } catch (const DbError& e) {
        throw DbError(statement.place() + ": " + e.what(), e.code());
    }
}

void SchemaGateway::forget_steps()
{
    connection_.execute(drop_steps);
}

}  // namespace db
