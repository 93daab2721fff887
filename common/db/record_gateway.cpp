// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/record_gateway.h"

namespace db {

namespace {

constexpr Sql select_groups =
    "SELECT id, groupname, id FROM astercrm_accountgroup WHERE (? OR id = ?) ORDER BY groupname, id";
// A reference's name and group by its id.
constexpr Sql name_of_group = "SELECT groupname, id FROM astercrm_accountgroup WHERE id = ?";
constexpr Sql name_of_campaign = "SELECT campaignname, groupid FROM campaign WHERE id = ?";
constexpr Sql name_of_customer = "SELECT customer, groupid FROM customer WHERE id = ?";
constexpr Sql name_of_contact = "SELECT contact, groupid FROM contact WHERE id = ?";
constexpr Sql select_campaigns =
    "SELECT c.id, c.campaignname, c.groupid FROM campaign c WHERE (? OR c.groupid = ?) ORDER BY c.campaignname, c.id";

Value to_value(const std::optional<std::string>& value)
{
    return {value};
}

Rows find_named(Connection& connection, Reference reference, unsigned id)
{
    switch (reference) {
        case Reference::group:
            return connection.query(name_of_group, id);
        case Reference::campaign:
            return connection.query(name_of_campaign, id);
        case Reference::customer:
            return connection.query(name_of_customer, id);
        case Reference::contact:
        case Reference::none:
            break;
    }
    return connection.query(name_of_contact, id);
}

runtime::Error taken()
{
    return {runtime::Errc::duplicate, "There is such a row already."};
}

}  // namespace

std::vector<std::size_t> stored_fields(const CrmTable& table)
{
    std::vector<std::size_t> stored;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        if (!table.fields[i].stored.text().empty()) stored.push_back(i);
    }
    return stored;
}

Statement RecordGateway::select_stored(const crm::Scope& scope, std::uint64_t id) const
{
    Statement statement{"SELECT t.id"};
    for (const auto field : stored_)
        statement.add(", t.").add(table_.fields[field].stored);
    statement.add(" FROM ").add(table_.table).add(" t WHERE t.id = ?", id);
    if (table_.has_groups() && !scope.is_everything()) statement.add(table_.scope, scope.group());
    return statement;
}

std::optional<RecordValues> RecordGateway::read(const Statement& statement)
{
    auto row = db_.get().query(statement);
    if (!row.next()) return std::nullopt;
    RecordValues values;
    for (unsigned i = 0; i < stored_.size(); ++i)
        values.push_back(row.is_null(i + 2) ? std::nullopt : std::optional{row.text(i + 2)});
    return values;
}

std::optional<RecordValues> RecordGateway::find(const crm::Scope& scope, std::uint64_t id)
{
    return read(select_stored(scope, id));
}

runtime::Result<std::uint64_t> RecordGateway::add(const RecordValues& values, const std::string& creby, TimePoint now)
{
    Statement statement{"INSERT INTO "};
    statement.add(table_.table).add(" (creby, cretime");
    for (const auto field : stored_)
        statement.add(", ").add(table_.fields[field].stored);
    statement.add(") VALUES (?, ?", creby, now);
    for (const auto& value : values)
        statement.add(", ?", to_value(value));
    statement.add(")");
    auto& connection = db_.get();
    try {
        connection.execute(statement);
    } catch (const DbError& e) {
        if (!e.duplicate()) throw;
        return taken();
    }
    return connection.last_insert_id();
}

runtime::Result<void> RecordGateway::change(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                            const RecordValues& values)
{
    auto& connection = db_.get();
    Transaction transaction{connection};
    const auto now = read(select_stored(scope, id).add(" FOR UPDATE"));
    if (!now) return runtime::Error{runtime::Errc::not_found, "The row is gone."};
    if (*now != seen) return runtime::Error{runtime::Errc::refused, "Somebody else changed the row meanwhile."};
    Statement statement{"UPDATE "};
    statement.add(table_.table).add(" SET ");
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        if (i > 0) statement.add(", ");
        statement.add(table_.fields[stored_[i]].stored).add(" = ?", to_value(values[i]));
    }
    try {
        connection.execute(statement.add(" WHERE id = ?", id));
    } catch (const DbError& e) {
        if (!e.duplicate()) throw;
        return taken();
    }
    transaction.commit();
    return runtime::outcome::success();
}

bool RecordGateway::covers(const crm::Scope& scope, Reference reference, unsigned id)
{
    auto row = find_named(db_.get(), reference, id);
    return row.next() && scope.covers(row.id(2));
}

std::string RecordGateway::name_of(Reference reference, unsigned id)
{
    auto row = find_named(db_.get(), reference, id);
    return row.next() ? row.text(1) : "";
}

std::vector<ReferenceChoice> RecordGateway::choices(const crm::Scope& scope, Reference reference)
{
    std::vector<ReferenceChoice> choices;
    if (reference == Reference::none) return choices;
    auto rows = db_.get().query(reference == Reference::group ? select_groups : select_campaigns, scope.is_everything(),
                                scope.group());
    while (rows.next())
        choices.push_back({rows.id(1), rows.text(2), rows.id(3)});
    return choices;
}

}  // namespace db
