// SPDX-License-Identifier: GPL-3.0-or-later
// The campaigns of all groups as the board shows them: settings, the dialer's word of this second, figures of the day
// and of the compliance window, the list. What never changes any more is summed once (keep the gateway).
#pragma once

#include "common/board/campaign_facts.h"
#include "common/board/running_totals.h"
#include "common/db/connection.h"
#include "common/db/list_census.h"
#include "common/dialing/zone_clocks.h"

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace db {

class CampaignBoardGateway {
public:
    explicit CampaignBoardGateway(Connection& connection) : db_(connection) {}

    // `day`: when today began.
    [[nodiscard]] std::vector<board::CampaignFacts> read(TimePoint day);

private:
    using Abandons = std::array<dialing::AbandonCount, 3>;  // by dialing::AbandonWindow
    using Refused = std::map<std::pair<unsigned, std::string>, long long>;

    [[nodiscard]] std::vector<board::CampaignFacts> campaigns();
    [[nodiscard]] std::map<unsigned, board::CampaignToday> today(TimePoint day);
    [[nodiscard]] const std::map<unsigned, Abandons>& abandons();
    [[nodiscard]] std::map<unsigned, double> dials_per_minute();
    [[nodiscard]] Refused refused(TimePoint day);
    [[nodiscard]] std::map<unsigned, board::CampaignRules> rules(TimePoint now);

    Connection& db_;
    dialing::ZoneClocks clocks_{""};
    ListCensus census_;
    board::RunningTotals<Refused> refused_totals_;
    std::map<unsigned, Abandons> abandons_;
    std::chrono::steady_clock::time_point next_abandons_{};
};

}  // namespace db
