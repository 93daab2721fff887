// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/live_session_gateway.h"

namespace db {
namespace {

constexpr Sql select_account =
    "SELECT s.accountid FROM session s JOIN astercrm_account a ON a.id = s.accountid "
    "WHERE s.token_hash = ? AND a.enabled = 1 "
    "AND s.lastseen > UTC_TIMESTAMP() - INTERVAL 30 MINUTE AND s.cretime > UTC_TIMESTAMP() - INTERVAL 12 HOUR";

constexpr Sql select_valid =
    "SELECT s.token_hash FROM session s JOIN astercrm_account a ON a.id = s.accountid "
    "WHERE a.enabled = 1 "
    "AND s.lastseen > UTC_TIMESTAMP() - INTERVAL 30 MINUTE AND s.cretime > UTC_TIMESTAMP() - INTERVAL 12 HOUR";

constexpr Sql touch_head = "UPDATE session SET lastseen = UTC_TIMESTAMP() WHERE token_hash IN (";
constexpr Sql touch_row = "?";
constexpr Sql touch_tail = ") AND lastseen < UTC_TIMESTAMP() - INTERVAL 5 SECOND";

}  // namespace

std::optional<unsigned> LiveSessionGateway::account_of(const TokenHash& token)
{
    auto rows = db_.query(select_account, Value::bytes(token));
    if (!rows.next()) return std::nullopt;
    return rows.id(1);
}

std::unordered_set<TokenHash> LiveSessionGateway::valid()
{
    std::unordered_set<TokenHash> tokens;
    auto rows = db_.query(select_valid);
    while (rows.next())
        tokens.insert(rows.text(1));
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
