// SPDX-License-Identifier: GPL-3.0-or-later
// campaign_state: where the dialer stands with each campaign, for whoever looks.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/campaign_run.h"

#include <optional>
#include <span>
#include <vector>

namespace db {

struct CampaignStateRow {
    unsigned campaign = 0;
    dialing::Standstill standstill{};
    dialing::DialMode mode{};
    unsigned due = 0;  // counted up to a bound of the dialer's
    dialing::OpenCallCounts calls{};
    dialing::Crew crew{};
    std::optional<int> lines_free{};
    std::optional<double> hit_rate{};
};

class CampaignStateGateway {
public:
    explicit CampaignStateGateway(Connection& connection) : connection_(connection) {}

    // These rows, and no others, are the table's.
    void put(std::span<const CampaignStateRow> rows, TimePoint as_of);

private:
    Connection& connection_;
};

}  // namespace db
