// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_crew_gateway.h"

#include <optional>

namespace db {

namespace {

constexpr Sql select_queues = "SELECT server, queuename FROM queue_name";
constexpr Sql select_agents = "SELECT server, interface, status, state FROM agent_state WHERE interface <> ''";
constexpr Sql select_members = "SELECT server, queuename, agent, status, ispaused FROM queue_agent";

using Account = std::pair<std::string, std::string>;  // server and interface

// Nothing: not at work.
std::optional<CrewState> state_of_agent(const std::string& status, const std::string& state)
{
    if (status == "paused") return CrewState::paused;
    if (status != "ready" || state == "unreachable") return std::nullopt;
    if (state == "idle") return CrewState::idle;
    return state == "wrapup" ? CrewState::wrapping : CrewState::talking;
}

// A member without an account, in Asterisk's words.
std::optional<CrewState> state_of_member(const std::string& status)
{
    if (status == "Not in use") return CrewState::idle;
    if (status == "Unavailable" || status == "Invalid" || status == "Unknown") return std::nullopt;
    return CrewState::talking;
}

}  // namespace

CampaignCrewGateway::Crews CampaignCrewGateway::crews()
{
    Crews crews;
    for (auto rows = connection_.query(select_queues); rows.next();)
        crews[{rows.text(1), rows.text(2)}];
    std::map<Account, std::optional<CrewState>> agents;
    for (auto rows = connection_.query(select_agents); rows.next();)
        agents[{rows.text(1), rows.text(2)}] = state_of_agent(rows.text(3), rows.text(4));
    for (auto rows = connection_.query(select_members); rows.next();) {
        const auto crew = crews.find({rows.text(1), rows.text(2)});
        if (crew == crews.end()) continue;
        const auto agent = agents.find({rows.text(1), rows.text(3)});
        auto state = agent == agents.end() ? state_of_member(rows.text(4)) : agent->second;
        if (state && rows.flag(5)) state = CrewState::paused;
        if (state) crew->second.push_back({rows.text(3), *state});
    }
    return crews;
}

}  // namespace db
