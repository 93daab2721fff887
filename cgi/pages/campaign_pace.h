// SPDX-License-Identifier: GPL-3.0-or-later
// The choices of the dialer's page, typed, as a campaign keeps them; or what is wrong with them.
#pragma once

#include "cgi/web/request.h"
#include "common/db/campaign_control_gateway.h"
#include "common/i18n/message.h"

#include <optional>
#include <string>

namespace pages {

struct PaceChoice {
    db::CampaignPace pace;
    i18n::Message flaw{};  // empty: none
    std::string detail{};  // of the flaw
};

// What the mode chosen does not ask for stays as it is.
[[nodiscard]] PaceChoice pace_choice(const db::ControlledCampaign& campaign, const web::Request& request);

// "1.2" in hundredths; at most two digits behind the point, or the comma.
[[nodiscard]] std::optional<long> parse_hundredths(std::string_view text);

}  // namespace pages
