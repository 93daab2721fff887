// SPDX-License-Identifier: GPL-3.0-or-later
// What the portal's dial list panel shows, as JSON: where the agent stands, the number and its campaign, the results to
// choose from, the backlog and what of it may not be called before a time, and the callbacks. Times are ms since 1970.
#pragma once

#include "common/db/agent_work_gateway.h"
#include "common/db/campaign_gateway.h"
#include "common/db/dial_attempt_gateway.h"
#include "common/db/dial_list_gateway.h"
#include "common/i18n/catalogue.h"

#include <string>

namespace pages {

class WorkState {
public:
    explicit WorkState(db::LazyConnection& db) : works_(db), tasks_(db), attempts_(db), campaigns_(db) {}

    // `asks_supervisor`: stopping takes a supervisor's password.
    [[nodiscard]] std::string json(const db::Account& agent, const std::string& server, bool asks_supervisor,
                                   const i18n::Catalogue& words, db::TimePoint now);

private:
    db::AgentWorkGateway works_;
    db::DialListGateway tasks_;
    db::DialAttemptGateway attempts_;
    db::CampaignGateway campaigns_;
};

}  // namespace pages
