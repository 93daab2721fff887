// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: on what grounds a number was dialed or not, as compact JSON for dial_decision.inputs: what may_dial was asked
// with, as far as it can decide.
#pragma once

#include "common/dialing/may_dial.h"

#include <chrono>
#include <string>

namespace dialing {

[[nodiscard]] std::string decision_inputs(const CalledNumber& number, const CampaignState& campaign,
                                          const ComplianceProfile& profile, TimePoint now);
// Until when the decision is kept.
[[nodiscard]] std::chrono::year_month_day keep_until(const ComplianceProfile& profile, TimePoint now);

}  // namespace dialing
