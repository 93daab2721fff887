// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/agent_gateway.h"

namespace db {

namespace {

constexpr Sql select_agents =
    "SELECT id, groupid, extension, agent, channel, server FROM astercrm_account WHERE enabled = 1";

}  // namespace

std::vector<calls::AgentAccount> load_agent_accounts(Connection& connection)
{
    std::vector<calls::AgentAccount> accounts;
    for (auto rows = connection.query(select_agents); rows.next();)
        accounts.push_back({rows.id(1), rows.id(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)});
    return accounts;
}

}  // namespace db
