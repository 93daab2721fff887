// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/hot_key_gateway.h"

namespace db {

namespace {

constexpr Sql select_hot_keys = "SELECT hotkeys FROM astercrm_account WHERE id = ?";
constexpr Sql update_hot_keys = "UPDATE astercrm_account SET hotkeys = ? WHERE id = ?";

}  // namespace

std::string HotKeyGateway::find(unsigned account)
{
    auto row = db_.get().query(select_hot_keys, account);
    return row.next() ? row.text(1) : "";
}

void HotKeyGateway::store(unsigned account, const std::string& keys)
{
    db_.get().execute(update_hot_keys, keys, account);
}

}  // namespace db
