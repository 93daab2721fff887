// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/staff_gateway.h"

#include "common/db/crm_tables.h"
#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql set_new_password = "UPDATE astercrm_account SET password = ?, must_change_password = ? WHERE id = ?";
constexpr Sql end_sessions = "DELETE FROM session WHERE accountid = ?";
constexpr Sql delete_account = "DELETE FROM astercrm_account WHERE id = ?";
constexpr Sql delete_choices = "DELETE FROM grid_columns WHERE accountid = ?";
constexpr Sql find_admin =
    "SELECT id FROM astercrm_account WHERE usertype = 'admin' AND enabled = 1 LIMIT 1 FOR UPDATE";
constexpr Sql select_watchers =
    "SELECT id, groupid, extensions FROM astercrm_account WHERE FIND_IN_SET(?, extensions) FOR UPDATE";
constexpr Sql update_watched = "UPDATE astercrm_account SET extensions = ? WHERE id = ?";
constexpr Sql select_colleagues =
    "SELECT id, username, extension, firstname, lastname FROM astercrm_account"
    " WHERE enabled = 1 AND (? OR groupid = ?) ORDER BY username";

runtime::Error no_admin_left()
{
    return {runtime::Errc::invalid, "There must be an administrator who may sign in."};
}

runtime::Error type_changed()
{
    return {runtime::Errc::refused, "The account type was changed meanwhile."};
}

std::string without(const std::string& names, const std::string& name)
{
    std::string left;
    for (const auto& each : runtime::split_list(names, ',')) {
        if (runtime::to_lower(each) != runtime::to_lower(name)) left += (left.empty() ? "" : ",") + each;
    }
    return left;
}

AuditChange account_change(std::uint64_t id, unsigned group, AuditedField field)
{
    return {AuditAction::update, std::string(tables::account.table.text()), id, group, {std::move(field)}};
}

}  // namespace

StaffGateway::StaffGateway(LazyConnection& db)
    : db_(db), records_(db, tables::account), types_(db), audit_(db), throttle_(db)
{
}

void StaffGateway::set_password(std::uint64_t id, const GivenPassword& password)
{
    db_.get().execute(set_new_password, password.hash, password.must_be_changed, id);
    db_.get().execute(end_sessions, id);
}

bool StaffGateway::has_its_type(const RecordValues& values)
{
    const auto id = runtime::to_number(value_of(tables::account, values, "usertype_id")).value_or(0);
    if (id == 0) return true;
    const auto type = types_.hold(static_cast<unsigned>(id));
    return type && crm::to_string(type->base) == value_of(tables::account, values, "usertype");
}

bool StaffGateway::has_admin()
{
    return db_.get().query(find_admin).next();
}

runtime::Result<std::uint64_t> StaffGateway::add(const RecordValues& values, const GivenPassword& password,
                                                 const Actor& actor, TimePoint now)
{
    Transaction transaction{db_.get()};
    if (!has_its_type(values)) return type_changed();
    const auto added = records_.insert(values, actor, now);
    if (!added) return added;
    set_password(added.value(), password);
    transaction.commit();
    return added;
}

runtime::Result<void> StaffGateway::change(const crm::Scope& scope, std::uint64_t id, const RecordValues& seen,
                                           const RecordValues& values, const std::optional<GivenPassword>& password,
                                           const Actor& actor, TimePoint now)
{
    Transaction transaction{db_.get()};
    if (!has_its_type(values)) return type_changed();
    const auto changed = records_.update(scope, id, seen, values, actor, now);
    if (!changed) return changed;
    if (!has_admin()) return no_admin_left();
    if (password) {
        set_password(id, *password);
        throttle_.forget(value_of(tables::account, values, "username"));
        const auto group =
            static_cast<unsigned>(runtime::to_number(value_of(tables::account, seen, "group")).value_or(0));
        audit_.append(actor, account_change(id, group, AuditedField::of_secret("password")), now);
    }
    if (value_of(tables::account, values, "enabled") != "1") db_.get().execute(end_sessions, id);
    transaction.commit();
    return runtime::outcome::success();
}

runtime::Result<void> StaffGateway::remove(const crm::Scope& scope, std::uint64_t id, const Actor& actor, TimePoint now)
{
    auto& connection = db_.get();
    Transaction transaction{connection};
    const auto account = records_.lock(scope, id);
    if (!account) return runtime::Error{runtime::Errc::not_found, "The account is gone."};
    connection.execute(delete_account, id);
    if (!has_admin()) return no_admin_left();
    connection.execute(end_sessions, id);
    connection.execute(delete_choices, id);
    audit_.append(
        actor, audit_change(AuditAction::remove, tables::account, stored_fields(tables::account), *account, {}), now);
    forget_watched(value_of(tables::account, account->values, "username"), actor, now);
    transaction.commit();
    return runtime::outcome::success();
}

void StaffGateway::forget_watched(const std::string& username, const Actor& actor, TimePoint now)
{
    struct Watcher {
        unsigned id, group;
        std::string names;
    };
    std::vector<Watcher> watchers;
    auto rows = db_.get().query(select_watchers, username);
    while (rows.next())
        watchers.push_back({rows.id(1), rows.id(2), rows.text(3)});
    for (const auto& [id, group, names] : watchers) {
        const auto left = without(names, username);
        db_.get().execute(update_watched, left, id);
        audit_.append(actor, account_change(id, group, {"extensions", names, left}), now);
    }
}

void StaffGateway::unlock(std::uint64_t id, unsigned group, const std::string& username, const Actor& actor,
                          TimePoint now)
{
    Transaction transaction{db_.get()};
    const auto failures = std::to_string(throttle_.failures_of(username).count);
    throttle_.forget(username);
    audit_.append(actor, account_change(id, group, {"failures", failures, "0"}), now);
    transaction.commit();
}

std::vector<Colleague> StaffGateway::colleagues(const crm::Scope& scope)
{
    std::vector<Colleague> found;
    auto rows = db_.get().query(select_colleagues, scope.is_everything(), scope.group());
    while (rows.next())
        found.push_back({rows.id(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
    return found;
}

}  // namespace db
