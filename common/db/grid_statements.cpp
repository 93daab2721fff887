// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/grid_statements.h"

#include "common/crm/phone_number.h"

#include <algorithm>

namespace db {

namespace {

Value to_value(const crm::GridValue& value)
{
    if (const auto* number = std::get_if<long long>(&value)) return {*number};
    return {std::get<std::string>(value)};
}

Statement time_condition(const TableField& field, const crm::Condition& condition)
{
    const auto& from = std::get<crm::TimeSpan>(condition.value);
    Statement where;
    where.add(field.shown);
    switch (condition.comparison) {
        case crm::Comparison::more:
            return where.add(" >= ?", from.end);
        case crm::Comparison::less:
            return where.add(" < ?", from.begin);
        default:
            break;
    }
    const auto& to = condition.comparison == crm::Comparison::between ? std::get<crm::TimeSpan>(condition.to) : from;
    return where.add(" >= ?", from.begin).add(" AND ").add(field.shown).add(" < ?", to.end);
}

Statement empty_condition(const TableField& field)
{
    Statement where{"("};
    where.add(field.shown).add(" IS NULL");
    if (field.column.type != crm::ColumnType::datetime) where.add(" OR ").add(field.shown).add(" = ''");
    return where.add(")");
}

void add_comparison(Statement& where, const crm::Condition& condition)
{
    switch (condition.comparison) {
        case crm::Comparison::contains:
            where.add(" LIKE ?", crm::like_pattern_containing(std::get<std::string>(condition.value)));
            return;
        case crm::Comparison::equal:
            where.add(" = ?", to_value(condition.value));
            return;
        case crm::Comparison::more:
            where.add(" > ?", to_value(condition.value));
            return;
        case crm::Comparison::less:
            where.add(" < ?", to_value(condition.value));
            return;
        case crm::Comparison::between:
            where.add(" BETWEEN ? AND ?", to_value(condition.value), to_value(condition.to));
            return;
        case crm::Comparison::empty:
            return;
    }
}

void add_order(Statement& statement, const CrmTable& table, const crm::GridQuery& query)
{
    const bool descending = query.descending != query.backward;
    statement.add(" ORDER BY ");
    if (query.sort) {
        statement.add(table.fields[*query.sort].shown);
        descending ? statement.add(" DESC, ") : statement.add(", ");
    }
    descending ? statement.add("t.id DESC") : statement.add("t.id");
}

// "(021) 55" is 02155, however it was written. "": no number is looked for.
std::string reversed_digits(const TableField& field, const crm::Condition& condition)
{
    if (condition.comparison != crm::Comparison::equal || field.digits.text().empty()) return {};
    auto digits = crm::digits_of(std::get<std::string>(condition.value));
    std::reverse(digits.begin(), digits.end());
    return digits;
}

}  // namespace

Statement grid_condition(const TableField& field, const crm::Condition& condition)
{
    if (condition.comparison == crm::Comparison::empty) return empty_condition(field);
    if (field.column.type == crm::ColumnType::datetime) return time_condition(field, condition);
    // Parts of names are looked for in the names of the rows read: there may be a million others.
    const bool by_name = !field.search_open.text().empty() && condition.comparison != crm::Comparison::contains;
    Statement where;
    if (const auto digits = reversed_digits(field, condition); !digits.empty())
        return where.add(field.digits).add(" = ?", digits);
    where.add(by_name ? field.search_open : field.shown);
    add_comparison(where, condition);
    if (by_name) where.add(")");
    return where;
}

bool is_answered_by_index(const TableField& field, const crm::Condition& condition)
{
    if (!field.has_index || condition.comparison == crm::Comparison::contains ||
        condition.comparison == crm::Comparison::empty)
        return false;
    return field.digits.text().empty() || !reversed_digits(field, condition).empty();
}

Statement grid_stretch_statement(const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query,
                                 std::size_t rows)
{
    Statement statement{"SELECT t.id"};
    if (query.sort) statement.add(", ").add(table.fields[*query.sort].shown);
    statement.add(" FROM ").add(table.table).add(" t WHERE 1");
    const auto order = query.sort ? table.fields[*query.sort].column.name : CrmTable::by_id;
    if (table.has_groups() && !scope.is_everything() && order == table.group_order)
        statement.add(table.scope, scope.group());
    for (const auto& condition : query.conditions) {
        const auto& field = table.fields[condition.column];
        if (condition.column == query.sort && is_answered_by_index(field, condition))
            statement.add(" AND ").add(grid_condition(field, condition));
    }
    statement.add(grid_after_cursor(table, query));
    add_order(statement, table, query);
    return statement.add(" LIMIT 1 OFFSET ?", rows - 1);
}

Statement grid_up_to(const CrmTable& table, const crm::GridQuery& query, const crm::GridCursor& end)
{
    const bool descending = query.descending != query.backward;
    Statement where{" AND "};
    const auto up_to_id = [&] { descending ? where.add("t.id >= ?", end.id) : where.add("t.id <= ?", end.id); };
    if (!query.sort) {
        up_to_id();
        return where;
    }
    const auto& field = table.fields[*query.sort];
    where.add("(");
    if (!end.value) {
        // NULL stands before all values.
        if (descending) where.add(field.shown).add(" IS NOT NULL OR ");
        where.add("(").add(field.shown).add(" IS NULL AND ");
        up_to_id();
        return where.add("))");
    }
    if (!descending && field.may_be_null) where.add(field.shown).add(" IS NULL OR ");
    where.add(field.shown);
    descending ? where.add(" >= ? AND (", *end.value) : where.add(" <= ? AND (", *end.value);
    where.add(field.shown);
    descending ? where.add(" > ? OR ", *end.value) : where.add(" < ? OR ", *end.value);
    up_to_id();
    return where.add("))");
}

Statement grid_after_cursor(const CrmTable& table, const crm::GridQuery& query)
{
    Statement where;
    if (!query.cursor) return where;
    const bool descending = query.descending != query.backward;
    const auto& [id, value] = *query.cursor;
    const auto beyond_id = [&](Statement& part) { descending ? part.add("t.id < ?", id) : part.add("t.id > ?", id); };
    where.add(" AND ");
    if (!query.sort) {
        beyond_id(where);
        return where;
    }
    const auto& field = table.fields[*query.sort];
    where.add("(");
    if (!value) {
        // NULL stands before all values.
        if (!descending) where.add(field.shown).add(" IS NOT NULL OR ");
        where.add("(").add(field.shown).add(" IS NULL AND ");
        beyond_id(where);
        return where.add("))");
    }
    // The first comparison is the one an index can begin with.
    where.add(field.shown);
    descending ? where.add(" <= ? AND (", *value) : where.add(" >= ? AND (", *value);
    where.add(field.shown);
    descending ? where.add(" < ? OR ", *value) : where.add(" > ? OR ", *value);
    beyond_id(where);
    where.add(")");
    if (descending && field.may_be_null) where.add(" OR ").add(field.shown).add(" IS NULL");
    return where.add(")");
}

Statement grid_page_statement(const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query,
                              std::size_t limit, const std::optional<crm::GridCursor>& end)
{
    Statement statement{"SELECT t.id"};
    for (const auto& field : table.fields)
        statement.add(", ").add(field.shown);
    statement.add(grid_from_where(table, scope, query)).add(grid_after_cursor(table, query));
    if (end) statement.add(grid_up_to(table, query, *end));
    add_order(statement, table, query);
    return statement.add(" LIMIT ?", limit);
}

Statement grid_from_where(const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query)
{
    Statement part{" FROM "};
    part.add(table.from).add(" WHERE 1");
    if (table.has_groups() && !scope.is_everything()) part.add(table.scope, scope.group());
    if (query.has_problems()) part.add(" AND 0");
    for (const auto& condition : query.conditions)
        part.add(" AND ").add(grid_condition(table.fields[condition.column], condition));
    return part;
}

}  // namespace db
