// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/account_gateway.h"

#include "common/db/account_rows.h"

namespace db {

namespace {

constexpr Sql find_account =
    "SELECT a.id, a.username, a.firstname, a.lastname, a.extension, a.usertype, a.groupid, g.groupname, a.lang, a.skin,"
    " a.must_change_password, a.usertype_id, a.password, a.enabled"
    " FROM astercrm_account a LEFT JOIN astercrm_accountgroup g ON g.id = a.groupid WHERE a.username = ?";
// Whoever makes it knows the password: the account must choose another.
constexpr Sql insert_account =
    "INSERT INTO astercrm_account (username, password, extension, usertype, must_change_password, extensions)"
    " VALUES (?, ?, ?, ?, 1, '')";
constexpr Sql update_password = "UPDATE astercrm_account SET password = ?, must_change_password = 0 WHERE id = ?";
constexpr Sql update_hash = "UPDATE astercrm_account SET password = ? WHERE id = ?";
constexpr Sql update_language = "UPDATE astercrm_account SET lang = ? WHERE id = ?";
constexpr Sql update_skin = "UPDATE astercrm_account SET skin = ? WHERE id = ?";
constexpr Sql update_login_time = "UPDATE astercrm_account SET last_login_time = ? WHERE id = ?";

}  // namespace

std::optional<Credentials> AccountGateway::find(const std::string& username)
{
    auto row = db_.get().query(find_account, username);
    if (!row.next()) return std::nullopt;
    auto account = read_account(row, 1);
    if (!account) return std::nullopt;
    Credentials found{std::move(*account), row.text(account_columns + 1), row.flag(account_columns + 2)};
    give_rights(db_, found.account);
    return found;
}

runtime::Result<unsigned> AccountGateway::create(const NewAccount& account)
{
    auto& connection = db_.get();
    try {
        connection.execute(insert_account, account.username, account.password_hash, account.extension,
                           crm::to_string(account.type));
    } catch (const DbError& e) {
        if (!e.duplicate()) throw;
        return runtime::Error{runtime::Errc::duplicate,
                              "There is an account named '" + account.username + "' already."};
    }
    return static_cast<unsigned>(connection.last_insert_id());
}

void AccountGateway::set_password(unsigned account, const std::string& hash)
{
    db_.get().execute(update_password, hash, account);
}

void AccountGateway::refresh_hash(unsigned account, const std::string& hash)
{
    db_.get().execute(update_hash, hash, account);
}

void AccountGateway::set_language(unsigned account, const std::string& lang)
{
    db_.get().execute(update_language, lang, account);
}

void AccountGateway::set_skin(unsigned account, const std::string& skin)
{
    db_.get().execute(update_skin, skin, account);
}

void AccountGateway::note_login(unsigned account, TimePoint when)
{
    db_.get().execute(update_login_time, when, account);
}

}  // namespace db
