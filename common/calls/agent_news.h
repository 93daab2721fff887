// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a browser hears of an agent; topic `agent` of the feed (docs/architecture/feed.md). It is the whole of
// what is known each time, so the last one told is the truth.
#pragma once

#include "common/calls/agent_queues.h"
#include "common/calls/agent_status.h"

#include <nlohmann/json_fwd.hpp>

namespace calls {

struct AgentNews {
    AgentRecord record;
    QueueSeats seats;   // as the agent chose, whether off or not
    std::string error;  // Asterisk's words, when it refused what was asked for last
    TimePoint at{};
};

[[nodiscard]] nlohmann::json to_json(const AgentNews& news);

}  // namespace calls
