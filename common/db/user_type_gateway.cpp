// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/user_type_gateway.h"

#include "common/db/crm_tables.h"

namespace db {

namespace {

constexpr Sql select_rights = "SELECT page, action FROM user_privileges WHERE user_type_id = ?";
constexpr Sql select_types = "SELECT id, usertypename, basetype FROM user_types ORDER BY usertypename, id";
constexpr Sql select_type = "SELECT id, usertypename, basetype FROM user_types WHERE id = ?";
constexpr Sql hold_type = "SELECT id, usertypename, basetype FROM user_types WHERE id = ? FOR UPDATE";
constexpr Sql count_accounts = "SELECT COUNT(*) FROM astercrm_account WHERE usertype_id = ?";
constexpr Sql delete_type = "DELETE FROM user_types WHERE id = ?";
constexpr Sql delete_rights = "DELETE FROM user_privileges WHERE user_type_id = ?";
constexpr Sql insert_right = "INSERT INTO user_privileges (user_type_id, page, action) VALUES (?, ?, ?)";

// Of a base type that is none: nothing, as of a type that is not there.
std::optional<UserType> read_type(const Rows& row)
{
    const auto base = crm::parse_user_type(row.text(3));
    if (!base) return std::nullopt;
    return UserType{row.id(1), row.text(2), *base};
}

std::optional<UserType> first_type(Rows rows)
{
    return rows.next() ? read_type(rows) : std::nullopt;
}

std::vector<AuditedField> differences(const crm::PageRights& before, const crm::PageRights& after)
{
    std::vector<AuditedField> fields;
    for (const auto page : crm::all_pages()) {
        if (before.words(page) != after.words(page))
            fields.push_back({std::string(crm::to_string(page)), before.words(page), after.words(page)});
    }
    return fields;
}

}  // namespace

UserTypeGateway::UserTypeGateway(LazyConnection& db) : db_(db), records_(db, tables::user_type), audit_(db) {}

crm::PageRights UserTypeGateway::rights(crm::UserType base, unsigned type)
{
    crm::PageRights rights{base};
    auto rows = db_.get().query(select_rights, type);
    while (rows.next()) {
        const auto page = crm::parse_page(rows.text(1));
        const auto right = crm::parse_right(rows.text(2));
        if (page && right) rights.give(*page, *right);
    }
    return rights;
}

std::vector<UserType> UserTypeGateway::all()
{
    std::vector<UserType> types;
    auto rows = db_.get().query(select_types);
    while (rows.next()) {
        if (auto type = read_type(rows)) types.push_back(std::move(*type));
    }
    return types;
}

std::optional<UserType> UserTypeGateway::find(unsigned id)
{
    return first_type(db_.get().query(select_type, id));
}

std::optional<UserType> UserTypeGateway::hold(unsigned id)
{
    return first_type(db_.get().query(hold_type, id));
}

unsigned UserTypeGateway::accounts_of(unsigned id)
{
    auto row = db_.get().query(count_accounts, id);
    return row.next() ? row.id(1) : 0;
}

runtime::Result<std::uint64_t> UserTypeGateway::add(const RecordValues& values, const crm::PageRights& rights,
                                                    const Actor& actor, TimePoint now)
{
    Transaction transaction{db_.get()};
    const auto added = records_.insert(values, actor, now);
    if (!added) return added;
    store(static_cast<unsigned>(added.value()), crm::PageRights{rights.base()}, rights, actor, now);
    transaction.commit();
    return added;
}

runtime::Result<void> UserTypeGateway::change(std::uint64_t id, const RecordValues& seen,
                                              const crm::PageRights& seen_rights, const RecordValues& values,
                                              const crm::PageRights& rights, const Actor& actor, TimePoint now)
{
    Transaction transaction{db_.get()};
    const auto changed = records_.update(crm::Scope::everything(), id, seen, values, actor, now);
    if (!changed) return changed;
    const auto type = static_cast<unsigned>(id);
    if (this->rights(rights.base(), type) != seen_rights)
        return runtime::Error{runtime::Errc::refused, "Somebody else changed the rights meanwhile."};
    store(type, seen_rights, rights, actor, now);
    transaction.commit();
    return runtime::outcome::success();
}

void UserTypeGateway::store(unsigned id, const crm::PageRights& before, const crm::PageRights& after,
                            const Actor& actor, TimePoint now)
{
    auto& connection = db_.get();
    connection.execute(delete_rights, id);
    for (const auto page : crm::all_pages()) {
        for (const auto right : crm::all_rights) {
            if (after.may(page, right))
                connection.execute(insert_right, id, crm::to_string(page), crm::to_string(right));
        }
    }
    audit_.append(actor,
                  {AuditAction::update, std::string(tables::user_type.table.text()), id, 0, differences(before, after)},
                  now);
}

runtime::Result<void> UserTypeGateway::remove(unsigned id, const Actor& actor, TimePoint now)
{
    auto& connection = db_.get();
    Transaction transaction{connection};
    const auto type = records_.lock(crm::Scope::everything(), id);
    if (!type) return runtime::Error{runtime::Errc::not_found, "The account type is gone."};
    if (accounts_of(id) > 0) return runtime::Error{runtime::Errc::refused, "Accounts are of this type."};
    connection.execute(delete_rights, id);
    connection.execute(delete_type, id);
    audit_.append(
        actor, audit_change(AuditAction::remove, tables::user_type, stored_fields(tables::user_type), *type, {}), now);
    transaction.commit();
    return runtime::outcome::success();
}

}  // namespace db
