// SPDX-License-Identifier: GPL-3.0-or-later
// To whom rows of the dial list may be dealt, by the pages' choice and by the worker's.
#pragma once

#include "common/db/connection.h"

#include <string>
#include <vector>

namespace db {

// The extensions of a group's agents, in the order of their accounts.
[[nodiscard]] inline std::vector<std::string> import_members(Connection& connection, unsigned group)
{
    constexpr Sql select_extensions =
        "SELECT extension FROM astercrm_account WHERE groupid = ? AND extension <> '' AND usertype = 'agent'"
        " ORDER BY id";
    std::vector<std::string> extensions;
    for (auto rows = connection.query(select_extensions, group); rows.next();)
        extensions.push_back(rows.text(1));
    return extensions;
}

}  // namespace db
