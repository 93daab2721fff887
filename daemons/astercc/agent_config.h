// SPDX-License-Identifier: GPL-3.0-or-later
// How agents' states are kept: section [system], keys agent_grace_seconds, agent_sign_in.
#pragma once

#include "common/calls/agent_status.h"

#include <chrono>

namespace runtime {
class Config;
}

namespace astercc {

struct AgentConfig {
    std::chrono::seconds grace{60};  // a browser may be silent that long; 0: for ever
    calls::AgentStanding at_sign_in = calls::paused_standing(calls::pause::login);
    std::chrono::milliseconds poll{100};          // how often pages' requests are looked for
    std::chrono::milliseconds look_around{1000};  // how often sessions and telephones are
    std::chrono::seconds wrapup_extension{30};
};

// Throws runtime::ConfigError naming the key that is wrong.
[[nodiscard]] AgentConfig read_agents(const runtime::Config& config);

}  // namespace astercc
