// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/takeover_gateway.h"

#include <algorithm>
#include <array>

namespace db {

namespace {

constexpr unsigned batch_rows = 5000;
constexpr unsigned password_rows = 100;

constexpr Sql select_here = "SELECT DATABASE()";
constexpr Sql select_table =
    "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ? AND table_type = 'BASE TABLE'";
constexpr Sql select_tables =
    "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name";
constexpr Sql select_columns =
    "SELECT column_name, data_type, COALESCE(character_maximum_length, 0), is_nullable = 'YES', column_type LIKE "
    "'%unsigned%' FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";
constexpr Sql set_zone = "SET SESSION time_zone = ?";

// Where a text is tried as latin1, a character that is none must not end the statement.
constexpr Sql let_texts_be_tried = "SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'";

constexpr Sql create_positions =
    "CREATE TABLE IF NOT EXISTS takeover_position ("
    "source varchar(64) NOT NULL, theirs varchar(64) NOT NULL, last bigint unsigned NOT NULL DEFAULT 0, "
    "shift bigint unsigned NOT NULL DEFAULT 0, taken bigint unsigned NOT NULL DEFAULT 0, "
    "doubled bigint unsigned NOT NULL DEFAULT 0, finished tinyint NOT NULL DEFAULT 0, "
    "PRIMARY KEY (source, theirs)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";
constexpr Sql insert_position = "INSERT IGNORE INTO takeover_position (source, theirs, shift) VALUES (?, ?, ?)";
constexpr Sql select_position =
    "SELECT last, shift, taken, doubled, finished FROM takeover_position WHERE source = ? AND theirs = ?";
constexpr Sql any_position = "SELECT 1 FROM takeover_position LIMIT 1";
constexpr Sql move_position =
    "UPDATE takeover_position SET last = ?, taken = taken + ?, doubled = doubled + ? WHERE source = ? AND theirs = ?";
constexpr Sql finish_position = "UPDATE takeover_position SET finished = 1 WHERE source = ? AND theirs = ?";

constexpr Sql update_password = "UPDATE astercrm_account SET password = ? WHERE id = ? AND password = ''";
constexpr Sql count_without_password = "SELECT COUNT(*) FROM astercrm_account WHERE password = ''";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_text(std::string_view type)
{
    return is_one_of(type, {"varchar", "char", "text", "mediumtext", "tinytext", "longtext"});
}

bool is_time(std::string_view type)
{
    return is_one_of(type, {"datetime", "timestamp", "date"});
}

// s.`column`
Statement theirs(Sql column)
{
    return Statement{"s.`"}.add(column).add("`");
}

Sql charset(TextBytes bytes)
{
    switch (bytes) {
        case TextBytes::as_declared:
        case TextBytes::utf8:
            return "utf8mb4";
        case TextBytes::gbk:
            return "gbk";
        case TextBytes::gb2312:
            return "gb2312";
        case TextBytes::big5:
            return "big5";
    }
    return "utf8mb4";
}

// What a column says. Bytes that were stored as if they were latin1 are taken for what they are; a text that could not
// have come about that way is left alone.
Statement text_of(const Statement& column, TextBytes bytes)
{
    if (bytes == TextBytes::as_declared) return Statement{"CONVERT("}.add(column).add(" USING utf8mb4)");
    return Statement{"COALESCE(IF(CONVERT(CONVERT("}
        .add(column)
        .add(" USING latin1) USING utf8mb4) COLLATE utf8mb4_bin = CONVERT(")
        .add(column)
        .add(" USING utf8mb4) COLLATE utf8mb4_bin, CONVERT(CONVERT(CAST(CONVERT(")
        .add(column)
        .add(" USING latin1) AS BINARY) USING ")
        .add(charset(bytes))
        .add(") USING utf8mb4), NULL), CONVERT(")
        .add(column)
        .add(" USING utf8mb4))");
}

// The session's zone is the original's; ours is UTC. Zeros, whole or in part, are no time.
Statement time_of(const Statement& column)
{
    return Statement{"TIMESTAMPADD(SECOND, NULLIF(UNIX_TIMESTAMP("}.add(column).add("), 0), '1970-01-01 00:00:00')");
}

}  // namespace

std::optional<TextBytes> parse_text_bytes(std::string_view word)
{
    if (word == "declared") return TextBytes::as_declared;
    if (word == "utf8") return TextBytes::utf8;
    if (word == "gbk") return TextBytes::gbk;
    if (word == "gb2312") return TextBytes::gb2312;
    if (word == "big5") return TextBytes::big5;
    return std::nullopt;
}

TakeoverGateway::TakeoverGateway(Connection& connection, const std::string& from, TextBytes bytes)
    : connection_(connection), from_(from), from_name_(from), bytes_(bytes)
{
    auto rows = connection_.query(select_here);
    if (rows.next()) here_ = rows.text(1);
}

bool TakeoverGateway::is_original()
{
    return connection_.query(select_table, from_, "astercrm_account").next() &&
           !connection_.query(select_table, from_, "schema_version").next();
}

void TakeoverGateway::set_time_zone(const std::string& zone)
{
    connection_.execute(set_zone, zone);
}

std::vector<std::string> TakeoverGateway::filled_tables()
{
    std::vector<std::string> filled;
    if (connection_.query(select_table, here_, "takeover_position").next() && connection_.query(any_position).next())
        return filled;
    for (const auto& table : original_tables()) {
        if (table.is_appended || !has(table)) continue;
        if (connection_.query(Statement{"SELECT 1 FROM "}.add(table.ours).add(" LIMIT 1")).next())
            filled.emplace_back(table.ours.text());
    }
    return filled;
}

bool TakeoverGateway::has(const OriginalTable& table)
{
    return connection_.query(select_table, from_, table.theirs.text()).next();
}

Statement TakeoverGateway::source(const OriginalTable& table) const
{
    return Statement{" FROM "}.add(from_name_).add(".").add(table.theirs).add(" s");
}

std::uint64_t TakeoverGateway::number(const Statement& statement)
{
    auto rows = connection_.query(statement);
    return rows.next() && !rows.is_null(1) ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

std::vector<TakenTable> TakeoverGateway::look()
{
    const bool is_begun = connection_.query(select_table, here_, "takeover_position").next();
    std::vector<TakenTable> tables;
    for (const auto& table : original_tables()) {
        if (!has(table)) continue;
        TakenTable taken;
        taken.theirs = table.theirs.text();
        taken.ours = table.ours.text();
        taken.others = table.others;
        taken.doubled_column = table.doubled.text();
        taken.before = number(Statement{"SELECT COUNT(*)"}.add(source(table)));
        add_remarks(table, taken);
        if (is_begun) {
            auto rows = connection_.query(select_position, from_, taken.theirs);
            if (rows.next()) {
                taken.taken = static_cast<std::uint64_t>(rows.integer(3));
                taken.doubled = static_cast<std::uint64_t>(rows.integer(4));
                taken.is_finished = rows.flag(5);
            }
        }
        if (taken.is_finished && !table.others.empty() && taken.taken < taken.before)
            taken.left = taken.before - taken.taken;
        tables.push_back(std::move(taken));
    }
    return tables;
}

std::vector<LeftTable> TakeoverGateway::left_tables()
{
    std::vector<LeftTable> left;
    const auto known = original_tables();
    for (auto rows = connection_.query(select_tables, from_); rows.next();) {
        const auto name = rows.text(1);
        if (std::any_of(known.begin(), known.end(), [&](const auto& table) { return table.theirs.text() == name; }))
            continue;
        const auto reason = reason_to_leave(name);
        left.push_back({.table = name, .reason = std::string{reason.empty() ? "not known to asterCC" : reason}});
    }
    for (auto& table : left)
        table.rows = number(Statement{"SELECT COUNT(*) FROM "}.add(from_name_).add(".").add(Name{table.table}));
    return left;
}

TakeoverGateway::Columns TakeoverGateway::columns_of(const std::string& database, std::string_view table)
{
    Columns columns;
    for (auto rows = connection_.query(select_columns, database, table); rows.next();)
        columns.push_back({.name = rows.text(1),
                           .type = rows.text(2),
                           .length = static_cast<std::uint64_t>(rows.integer(3)),
                           .is_nullable = rows.flag(4),
                           .is_unsigned = rows.flag(5)});
    return columns;
}

std::vector<TakeoverGateway::Copied> TakeoverGateway::copied(const OriginalTable& table)
{
    const auto here = columns_of(here_, table.ours.text());
    const auto there = columns_of(from_, table.theirs.text());
    const auto named = [](const Columns& columns, Sql name) {
        return std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name.text(); });
    };
    std::vector<Copied> copied;
    for (const auto& column : table.columns) {
        const auto ours = named(here, column.ours);
        const auto source = named(there, column.theirs);
        const bool is_set = std::any_of(copied.begin(), copied.end(),
                                        [&](const Copied& c) { return c.ours.name == column.ours.text(); });
        if (ours == here.end() || source == there.end() || is_set) continue;
        if (column.instead.text().empty() && is_time(ours->type) != is_time(source->type)) continue;
        copied.push_back({&column, *ours, *source});
    }
    return copied;
}

Statement TakeoverGateway::value_of(const Copied& copied) const
{
    if (!copied.column->instead.text().empty()) return Statement{copied.column->instead};
    const auto& ours = copied.ours;
    const auto column = theirs(copied.column->theirs);
    const auto or_else = [&](const Statement& value, Sql otherwise) {
        return ours.is_nullable ? value : Statement{"COALESCE("}.add(value).add(", ").add(otherwise).add(")");
    };
    if (is_time(ours.type)) return or_else(time_of(column), "'1970-01-01 00:00:00'");
    if (is_text(ours.type)) {
        constexpr std::uint64_t longest_character = 3;
        const auto length = ours.type == "varchar" ? ours.length : ours.length / longest_character;
        return or_else(Statement{"LEFT("}.add(text_of(column, bytes_)).add(", ?)", length), "''");
    }
    if (ours.type == "tinyint") return Statement{"COALESCE("}.add(column).add(", 0) <> 0");
    if (ours.is_unsigned) return Statement{"GREATEST(COALESCE("}.add(column).add(", 0), 0)");
    return or_else(column, "0");
}

Statement TakeoverGateway::insertion(const OriginalTable& table, const std::vector<Copied>& columns,
                                     const Position& position, std::uint64_t up_to, bool is_second)
{
    Statement names{"INSERT INTO "};
    names.add(table.ours).add(" (").add(table.our_key);
    Statement values{" SELECT "};
    values.add(theirs(table.their_key)).add(" + ?", position.shift);
    for (const auto& copied : columns) {
        const bool is_doubled = is_second && copied.ours.name == table.doubled.text();
        names.add(", `").add(copied.column->ours).add("`");
        values.add(", ").add(is_doubled ? Statement{table.doubled_value} : value_of(copied));
    }
    // Columns of text have no default.
    for (const auto& ours : columns_of(here_, table.ours.text())) {
        const bool is_set =
            std::any_of(columns.begin(), columns.end(), [&](const Copied& c) { return c.ours.name == ours.name; });
        if (ours.type != "text" || ours.is_nullable || is_set) continue;
        names.add(", ").add(Name{ours.name});
        values.add(", ''");
    }
    Statement all = names.add(")").add(values).add(source(table));
    if (is_second)
        all.add(" LEFT JOIN ")
            .add(table.ours)
            .add(" o ON o.")
            .add(table.our_key)
            .add(" = ")
            .add(theirs(table.their_key))
            .add(" + ?", position.shift);
    all.add(" WHERE ")
        .add(theirs(table.their_key))
        .add(" > ? AND ", position.last)
        .add(theirs(table.their_key))
        .add(" <= ? AND ", up_to)
        .add(table.condition);
    if (is_second) return all.add(" AND o.").add(table.our_key).add(" IS NULL");
    return all.add(" ON DUPLICATE KEY UPDATE ")
        .add(table.ours)
        .add(".")
        .add(table.our_key)
        .add(" = ")
        .add(table.ours)
        .add(".")
        .add(table.our_key);
}

TakeoverGateway::Position TakeoverGateway::position_of(const OriginalTable& table)
{
    const auto shift =
        table.is_appended ? number(Statement{"SELECT MAX("}.add(table.our_key).add(") FROM ").add(table.ours)) : 0;
    connection_.execute(insert_position, from_, table.theirs.text(), shift);
    auto rows = connection_.query(select_position, from_, table.theirs.text());
    if (!rows.next()) return {};
    return {static_cast<std::uint64_t>(rows.integer(1)), static_cast<std::uint64_t>(rows.integer(2)), rows.flag(5)};
}

void TakeoverGateway::take(const std::function<void(const std::string& table, std::uint64_t rows)>& progress)
{
    if (bytes_ != TextBytes::as_declared) connection_.execute(let_texts_be_tried);
    connection_.execute(create_positions);
    for (const auto& table : original_tables())
        if (has(table)) take_table(table, progress);
}

void TakeoverGateway::take_table(const OriginalTable& table,
                                 const std::function<void(const std::string& table, std::uint64_t rows)>& progress)
{
    auto position = position_of(table);
    if (position.is_finished) return;
    const auto columns = copied(table);
    const auto key = theirs(table.their_key);
    for (;;) {
        const auto up_to = number(Statement{"SELECT MAX(k) FROM (SELECT "}
                                      .add(key)
                                      .add(" AS k")
                                      .add(source(table))
                                      .add(" WHERE ")
                                      .add(key)
                                      .add(" > ? ORDER BY 1 LIMIT ?) b", position.last, batch_rows));
        if (up_to == 0) break;
        const auto rows_here = [&] {
            return number(Statement{"SELECT COUNT(*) FROM "}
                              .add(table.ours)
                              .add(" WHERE ")
                              .add(table.our_key)
                              .add(" > ? AND ", position.last + position.shift)
                              .add(table.our_key)
                              .add(" <= ?", up_to + position.shift));
        };
        Transaction transaction{connection_};
        connection_.execute(insertion(table, columns, position, up_to, false));
        const auto as_they_are = rows_here();
        if (!table.doubled.text().empty()) connection_.execute(insertion(table, columns, position, up_to, true));
        const auto taken = rows_here();
        connection_.execute(move_position, up_to, taken, taken - as_they_are, from_, table.theirs.text());
        transaction.commit();
        position.last = up_to;
        progress(std::string{table.theirs.text()}, taken);
    }
    connection_.execute(finish_position, from_, table.theirs.text());
}

void TakeoverGateway::add_remarks(const OriginalTable& table, TakenTable& taken)
{
    const auto prefix = taken.theirs + ".";
    const auto columns = copied(table);
    for (const auto& there : columns_of(from_, taken.theirs)) {
        const bool is_key = there.name == table.their_key.text() || there.name == "id" || there.name == "password";
        const bool is_copied =
            std::any_of(columns.begin(), columns.end(), [&](const Copied& c) { return c.source.name == there.name; });
        if (!is_key && !is_copied) taken.remarks.push_back(prefix + there.name + " has no place here");
    }
    const auto count = [&](const Statement& condition) {
        return number(Statement{"SELECT COUNT(*)"}.add(source(table)).add(" WHERE ").add(condition));
    };
    for (const auto& copied : columns) {
        if (!copied.column->instead.text().empty()) continue;
        const auto name = prefix + copied.source.name;
        const auto column = theirs(copied.column->theirs);
        if (is_text(copied.ours.type) && copied.source.length > copied.ours.length) {
            const auto cut = count(Statement{"CHAR_LENGTH("}.add(column).add(") > ?", copied.ours.length));
            if (cut > 0)
                taken.remarks.push_back(name + ": " + std::to_string(cut) + " texts are cut to " +
                                        std::to_string(copied.ours.length) + " characters");
        }
        if (is_time(copied.ours.type) && !copied.ours.is_nullable) {
            const auto missing = count(time_of(column).add(" IS NULL"));
            if (missing > 0)
                taken.remarks.push_back(name + ": " + std::to_string(missing) + " rows without a date get 1970-01-01");
        }
    }
}

std::vector<TakeoverGateway::Password> TakeoverGateway::passwords()
{
    std::vector<Password> found;
    Statement select{"SELECT a.id, "};
    select.add(text_of(theirs("password"), bytes_))
        .add(" FROM astercrm_account a JOIN ")
        .add(from_name_)
        .add(".astercrm_account s ON s.id = a.id WHERE a.password = '' AND s.password <> '' ORDER BY a.id LIMIT ?",
             password_rows);
    for (auto rows = connection_.query(select); rows.next();)
        found.push_back({rows.id(1), rows.text(2)});
    return found;
}

void TakeoverGateway::set_password(unsigned account, const std::string& hash)
{
    connection_.execute(update_password, hash, account);
}

std::uint64_t TakeoverGateway::accounts_without_password()
{
    return number(Statement{count_without_password});
}

}  // namespace db
