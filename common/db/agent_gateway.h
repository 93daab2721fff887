// SPDX-License-Identifier: GPL-3.0-or-later
// The phones of the accounts, as astercc matches channels against them.
#pragma once

#include "common/calls/agent_match.h"
#include "common/db/connection.h"

#include <vector>

namespace db {

[[nodiscard]] std::vector<calls::AgentAccount> load_agent_accounts(Connection& connection);

}  // namespace db
