// SPDX-License-Identifier: GPL-3.0-or-later
// Campaigns as the dialer runs them: their settings, and what they did in the hours before.
#pragma once

#include "common/db/connection.h"
#include "common/dialing/abandon_rate.h"
#include "common/dialing/campaign_settings.h"

#include <optional>
#include <vector>

namespace db {

class CampaignRunGateway {
public:
    explicit CampaignRunGateway(Connection& connection) : connection_(connection) {}

    // Those that people have started, whether enabled or not.
    [[nodiscard]] std::vector<dialing::CampaignSettings> started();
    [[nodiscard]] std::optional<dialing::CampaignSettings> find(unsigned campaign);
    // By the hours of campaign_hour: what the window's first hour holds counts whole.
    [[nodiscard]] dialing::AbandonCount abandons(unsigned campaign, dialing::AbandonWindow window, TimePoint now);

private:
    Connection& connection_;
};

}  // namespace db
