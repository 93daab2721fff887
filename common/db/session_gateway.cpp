// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/session_gateway.h"

#include "common/db/account_rows.h"

namespace db {

namespace {

constexpr Sql insert_session =
    "INSERT INTO session (token_hash, accountid, csrf_token, lang, address, cretime, lastseen)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr Sql find_session =
    "SELECT a.id, a.username, a.firstname, a.lastname, a.extension, a.usertype, a.groupid, g.groupname, a.lang, a.skin,"
    " a.must_change_password, a.usertype_id, s.csrf_token, s.lang, s.lastseen"
    " FROM session s JOIN astercrm_account a ON a.id = s.accountid AND a.enabled = 1"
    " LEFT JOIN astercrm_accountgroup g ON g.id = a.groupid"
    " WHERE s.token_hash = ? AND s.cretime > ? AND s.lastseen > ?";
constexpr Sql touch_session = "UPDATE session SET lastseen = ? WHERE token_hash = ?";
constexpr Sql update_language = "UPDATE session SET lang = ? WHERE token_hash = ?";
constexpr Sql delete_session = "DELETE FROM session WHERE token_hash = ?";
constexpr Sql delete_sessions_of = "DELETE FROM session WHERE accountid = ?";
constexpr Sql delete_expired = "DELETE FROM session WHERE cretime <= ? OR lastseen <= ?";

}  // namespace

void SessionGateway::create(const NewSession& session, TimePoint now)
{
    db_.get().execute(insert_session, Value::bytes(session.token_hash), session.account, session.csrf_token,
                      session.lang, session.address, now, now);
}

std::optional<SessionRow> SessionGateway::find(const std::string& token_hash, TimePoint born_after,
                                               TimePoint used_after)
{
    auto row = db_.get().query(find_session, Value::bytes(token_hash), born_after, used_after);
    if (!row.next()) return std::nullopt;
    auto account = read_account(row, 1);
    if (!account) return std::nullopt;
    SessionRow session{std::move(*account), row.text(account_columns + 1), row.text(account_columns + 2),
                       row.time(account_columns + 3).value_or(TimePoint{})};
    give_rights(db_, session.account);
    return session;
}

void SessionGateway::touch(const std::string& token_hash, TimePoint now)
{
    db_.get().execute(touch_session, now, Value::bytes(token_hash));
}

void SessionGateway::set_language(const std::string& token_hash, const std::string& lang)
{
    db_.get().execute(update_language, lang, Value::bytes(token_hash));
}

void SessionGateway::remove(const std::string& token_hash)
{
    db_.get().execute(delete_session, Value::bytes(token_hash));
}

void SessionGateway::remove_all_of(unsigned account)
{
    db_.get().execute(delete_sessions_of, account);
}

void SessionGateway::remove_expired(TimePoint born_after, TimePoint used_after)
{
    db_.get().execute(delete_expired, born_after, used_after);
}

}  // namespace db
