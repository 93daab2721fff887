// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/stored_row.h"

#include <stdexcept>

namespace db {

std::vector<std::size_t> stored_fields(const CrmTable& table)
{
    std::vector<std::size_t> stored;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        if (!table.fields[i].stored.text().empty()) stored.push_back(i);
    }
    return stored;
}

std::string value_of(const CrmTable& table, const RecordValues& values, std::string_view field)
{
    const auto stored = stored_fields(table);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        if (table.fields[stored[i]].column.name == field) return values.at(i).value_or("");
    }
    throw std::logic_error("no stored field " + std::string(field));
}

Statement select_stored_rows(const CrmTable& table, const std::vector<std::size_t>& fields)
{
    Statement statement{"SELECT t.id, "};
    statement.add(table.has_groups() ? table.group : Sql("0"));
    for (const auto field : fields)
        statement.add(", t.").add(table.fields[field].stored);
    return statement.add(" FROM ").add(table.table).add(" t WHERE t.id");
}

std::vector<StoredRow> read_stored_rows(Rows rows, std::size_t fields)
{
    std::vector<StoredRow> found;
    while (rows.next()) {
        StoredRow row{static_cast<std::uint64_t>(rows.integer(1)), rows.id(2), {}};
        for (unsigned column = 3; column < fields + 3; ++column)
            row.values.push_back(rows.is_null(column) ? std::nullopt : std::optional{rows.text(column)});
        found.push_back(std::move(row));
    }
    return found;
}

AuditChange audit_change(AuditAction action, const CrmTable& table, const std::vector<std::size_t>& fields,
                         const StoredRow& before, const RecordValues& after)
{
    AuditChange change{action, std::string(table.table.text()), before.id, before.group, {}};
    const auto value = [](const RecordValues& values, std::size_t i) {
        return i < values.size() ? values[i].value_or("") : std::string{};
    };
    for (std::size_t i = 0; i < fields.size(); ++i) {
        AuditedField field{std::string(table.fields[fields[i]].column.name), value(before.values, i), value(after, i)};
        if (field.before != field.after) change.fields.push_back(std::move(field));
    }
    return change;
}

}  // namespace db
