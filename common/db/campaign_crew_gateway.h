// SPDX-License-Identifier: GPL-3.0-or-later
// Who takes the calls of campaigns: the members of queues, as agent_state knows them, else as Asterisk says.
#pragma once

#include "common/db/connection.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace db {

enum class CrewState { idle, talking, wrapping, paused };

struct CrewMember {
    std::string interface;
    CrewState state{};
};

class CampaignCrewGateway {
public:
    explicit CampaignCrewGateway(Connection& connection) : connection_(connection) {}

    // By server and queue. Queues without a member at work are there, too; those Asterisk has not are not.
    using Crews = std::map<std::pair<std::string, std::string>, std::vector<CrewMember>>;
    [[nodiscard]] Crews crews();

private:
    Connection& connection_;
};

}  // namespace db
