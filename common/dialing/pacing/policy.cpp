// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/policy.h"

namespace dialing::pacing {

std::string_view to_string(Reason reason)
{
    switch (reason) {
        case Reason::no_agents:
            return "no_agents";
        case Reason::no_lines:
            return "no_lines";
        case Reason::calls_cover_idle:
            return "calls_cover_idle";
        case Reason::learning:
            return "learning";
        case Reason::risk_of_abandoning:
            return "risk_of_abandoning";
        case Reason::window_spent:
            return "window_spent";
        case Reason::campaign_spent:
            return "campaign_spent";
        case Reason::calls_waiting:
            return "calls_waiting";
        case Reason::limit_reached:
            return "limit_reached";
    }
    return "";
}

}  // namespace dialing::pacing
