// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/agent_config.h"

#include "common/runtime/config.h"

namespace astercc {

AgentConfig read_agents(const runtime::Config& config)
{
    // Browsers that are there are heard of every ten seconds.
    constexpr long long least_grace = 15;
    AgentConfig agents;
    agents.grace = std::chrono::seconds{config.number("system", "agent_grace_seconds", 60, 0, 86'400)};
    if (agents.grace.count() > 0 && agents.grace.count() < least_grace)
        config.fail("system", "agent_grace_seconds", "must be 0, or at least 15");
    const auto at_sign_in = config.text("system", "agent_sign_in", "paused");
    if (at_sign_in == "ready")
        agents.at_sign_in = calls::ready_standing();
    else if (at_sign_in != "paused")
        config.fail("system", "agent_sign_in", "must be paused or ready");
    return agents;
}

}  // namespace astercc
