// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/live_session_gateway.h"

namespace db {
namespace {

constexpr Sql select_account =
    "SELECT s.token_hash, a.id, a.usertype, a.groupid, a.must_change_password, a.usertype_id = 0 OR EXISTS "
    "(SELECT 1 FROM user_privileges p WHERE p.user_type_id = a.usertype_id AND p.page = 'system'), "
    "a.usertype_id = 0 OR EXISTS "
    "(SELECT 1 FROM user_privileges p WHERE p.user_type_id = a.usertype_id AND p.page = 'dialer') "
    "FROM session s JOIN astercrm_account a ON a.id = s.accountid "
    "WHERE s.token_hash = ? AND a.enabled = 1 "
    "AND s.lastseen > UTC_TIMESTAMP() - INTERVAL 30 MINUTE AND s.cretime > UTC_TIMESTAMP() - INTERVAL 12 HOUR";

constexpr Sql select_valid =
    "SELECT s.token_hash, a.id, a.usertype, a.groupid, a.must_change_password, a.usertype_id = 0 OR EXISTS "
    "(SELECT 1 FROM user_privileges p WHERE p.user_type_id = a.usertype_id AND p.page = 'system'), "
    "a.usertype_id = 0 OR EXISTS "
    "(SELECT 1 FROM user_privileges p WHERE p.user_type_id = a.usertype_id AND p.page = 'dialer') "
    "FROM session s JOIN astercrm_account a ON a.id = s.accountid "
    "WHERE a.enabled = 1 "
    "AND s.lastseen > UTC_TIMESTAMP() - INTERVAL 30 MINUTE AND s.cretime > UTC_TIMESTAMP() - INTERVAL 12 HOUR";

constexpr Sql touch_head = "UPDATE session SET lastseen = UTC_TIMESTAMP() WHERE token_hash IN (";
constexpr Sql touch_row = "?";
constexpr Sql touch_tail = ") AND lastseen < UTC_TIMESTAMP() - INTERVAL 5 SECOND";

LiveAccount read_account(const Rows& row)
{
    LiveAccount account{.id = row.id(2), .supervises = std::nullopt, .runs_campaigns = std::nullopt};
    const auto type = crm::parse_user_type(row.text(3));
    if (!type || type == crm::UserType::agent || row.flag(5)) return account;
    if (row.flag(6)) account.supervises = crm::scope_of(*type, row.id(4));
    if (row.flag(7)) account.runs_campaigns = crm::scope_of(*type, row.id(4));
    return account;
}

}  // namespace

std::optional<LiveAccount> LiveSessionGateway::account_of(const TokenHash& token)
{
    auto rows = db_.query(select_account, Value::bytes(token));
    if (!rows.next()) return std::nullopt;
    return read_account(rows);
}

std::unordered_map<TokenHash, LiveAccount> LiveSessionGateway::valid()
{
    std::unordered_map<TokenHash, LiveAccount> tokens;
    auto rows = db_.query(select_valid);
    while (rows.next())
        tokens.emplace(rows.text(1), read_account(rows));
    return tokens;
}

void LiveSessionGateway::touch(const std::vector<TokenHash>& tokens)
{
    std::vector<Value> values;
    values.reserve(tokens.size());
    for (const auto& token : tokens)
        values.push_back(Value::bytes(token));
    db_.execute_rows(touch_head, touch_row, touch_tail, values, 1);
}

}  // namespace db
