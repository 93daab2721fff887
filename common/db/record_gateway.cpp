// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/record_gateway.h"

#include "common/db/row_audit.h"

namespace db {

namespace {

constexpr Sql select_groups =
    "SELECT id, groupname, id FROM astercrm_accountgroup WHERE (? OR id = ?) ORDER BY groupname, id";
// A reference's name and group by its id.
constexpr Sql name_of_group = "SELECT groupname, id FROM astercrm_accountgroup WHERE id = ?";
constexpr Sql name_of_campaign = "SELECT campaignname, groupid FROM campaign WHERE id = ?";
constexpr Sql name_of_customer = "SELECT customer, groupid FROM customer WHERE id = ?";
constexpr Sql name_of_contact = "SELECT contact, groupid FROM contact WHERE id = ?";
constexpr Sql name_of_account = "SELECT username, groupid FROM astercrm_account WHERE id = ?";
constexpr Sql name_of_user_type = "SELECT usertypename, 0 FROM user_types WHERE id = ?";
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
        case Reference::account:
            return connection.query(name_of_account, id);
        case Reference::user_type:
            return connection.query(name_of_user_type, id);
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

Statement RecordGateway::select_stored(const crm::Scope& scope, std::uint64_t id) const
{
    auto statement = select_stored_rows(table_, stored_);
    statement.add(" = ?", id);
    if (table_.has_groups() && !scope.is_everything()) statement.add(table_.scope, scope.group());
    return statement;
}

std::optional<StoredRow> RecordGateway::read(const Statement& statement)
{
    auto rows = read_stored_rows(db_.get().query(statement), stored_.size());
    return rows.empty() ? std::nullopt : std::optional{std::move(rows.front())};
}

std::optional<RecordValues> RecordGateway::find(const crm::Scope& scope, std::uint64_t id)
{
    auto row = read(select_stored(scope, id));
    return row ? std::optional{std::move(row->values)} : std::nullopt;
}

std::optional<StoredRow> RecordGateway::lock(const crm::Scope& scope, std::uint64_t id)
{
    return read(select_stored(scope, id).add(" FOR UPDATE"));
}

runtime::Result<std::uint64_t> RecordGateway::add(const RecordValues& values, const Actor& actor, TimePoint now)
{
    Transaction transaction{db_.get()};
    auto added = insert(values, actor, now);
    if (added) transaction.commit();
    return added;
}

runtime::Result<std::uint64_t> RecordGateway::insert(const RecordValues& values, const Actor& actor, TimePoint now)
{
    Statement statement{"INSERT INTO "};
    statement.add(table_.table).add(" (");
    for (std::size_t i = 0; i < stored_.size(); ++i)
        statement.add(i > 0 ? Sql(", ") : Sql("")).add(table_.fields[stored_[i]].stored);
    if (table_.has_creator) statement.add(", creby, cretime");
    statement.add(") VALUES (");
    for (std::size_t i = 0; i < stored_.size(); ++i)
        statement.add(i > 0 ? Sql(", ?") : Sql("?"), to_value(values[i]));
    if (table_.has_creator) statement.add(", ?, ?", actor.username, now);
    statement.add(")");
    auto& connection = db_.get();
    try {
        connection.execute(statement);
    } catch (const DbError& e) {
        if (!e.duplicate()) throw;
        return taken();
    }
    const auto id = connection.last_insert_id();
    RowAudit{db_, table_}.created(id, actor, now);
    return id;
}

runtime::Result<void> RecordGateway::change(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                            const RecordValues& values, const Actor& actor, TimePoint now)
{
    Transaction transaction{db_.get()};
    auto changed = update(scope, id, seen, values, actor, now);
    if (changed) transaction.commit();
    return changed;
}

runtime::Result<void> RecordGateway::update(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                            const RecordValues& values, const Actor& actor, TimePoint now)
{
    const auto before = lock(scope, id);
    if (!before) return runtime::Error{runtime::Errc::not_found, "The row is gone."};
    if (before->values != seen)
        return runtime::Error{runtime::Errc::refused, "Somebody else changed the row meanwhile."};
    Statement statement{"UPDATE "};
    statement.add(table_.table).add(" SET ");
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        if (i > 0) statement.add(", ");
        statement.add(table_.fields[stored_[i]].stored).add(" = ?", to_value(values[i]));
    }
    try {
        db_.get().execute(statement.add(" WHERE id = ?", id));
    } catch (const DbError& e) {
        if (!e.duplicate()) throw;
        return taken();
    }
    audit_.append(actor, audit_change(AuditAction::update, table_, stored_, *before, values), now);
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
    if (reference != Reference::group && reference != Reference::campaign) return choices;
    auto rows = db_.get().query(reference == Reference::group ? select_groups : select_campaigns, scope.is_everything(),
                                scope.group());
    while (rows.next())
        choices.push_back({rows.id(1), rows.text(2), rows.id(3)});
    return choices;
}

}  // namespace db
