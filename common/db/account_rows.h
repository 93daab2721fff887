// SPDX-License-Identifier: GPL-3.0-or-later
// How an account's columns become an Account: shared by the gateways that join astercrm_account.
#pragma once

#include "common/db/account_gateway.h"
#include "common/db/user_type_gateway.h"

namespace db {

// A select list has these, in this order, from `first` on:
//   a.id, a.username, a.firstname, a.lastname, a.extension, a.usertype, a.groupid, g.groupname, a.lang, a.skin,
//   a.must_change_password, a.usertype_id
constexpr unsigned account_columns = 12;

// Nothing when the row's usertype is none of ours. Without its rights: see give_rights().
[[nodiscard]] inline std::optional<Account> read_account(const Rows& row, unsigned first)
{
    const auto type = crm::parse_user_type(row.text(first + 5));
    if (!type) return std::nullopt;
    return Account{.id = row.id(first),
                   .username = row.text(first + 1),
                   .firstname = row.text(first + 2),
                   .lastname = row.text(first + 3),
                   .extension = row.text(first + 4),
                   .type = *type,
                   .groupid = row.id(first + 6),
                   .groupname = row.text(first + 7),
                   .lang = row.text(first + 8),
                   .skin = row.text(first + 9),
                   .must_change_password = row.flag(first + 10),
                   .usertype_id = row.id(first + 11),
                   .rights = {}};
}

// Once the row has been read to its end: the connection has to be free.
inline void give_rights(LazyConnection& db, Account& account)
{
    if (account.usertype_id != 0) {
        account.rights = UserTypeGateway{db}.rights(account.type, account.usertype_id);
    } else if (account.type == crm::UserType::agent) {
        account.rights = crm::PageRights::all_of(crm::UserType::agent);
    }
}

}  // namespace db
