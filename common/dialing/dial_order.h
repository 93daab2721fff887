// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what Asterisk is asked for when a campaign calls a number: the person first, through the campaign's out
// context; whoever answers then runs through our dialplan, or straight to queue or extension.
#pragma once

#include "common/ami/actions.h"
#include "common/dialing/campaign_settings.h"

#include <cstdint>
#include <string>

namespace dialing {

struct DialOrder {
    std::string name;  // call_name
    std::string number;
    std::uint64_t attempt = 0;  // row of dialedlist
    std::string context;        // of our dialplan; empty: this Asterisk has it not
};

[[nodiscard]] ami::Originate dial_order(const CampaignSettings& settings, const DialOrder& order);

}  // namespace dialing
