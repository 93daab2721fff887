// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: whether a number that was dialed is dialed again, and when. What the agent chose as the result of a call
// (campaign_disposition) goes before these rules.
#pragma once

#include "common/dialing/compliance_profile.h"

#include <optional>

namespace dialing {

// How an attempt ended. abandoned: a person answered and no agent was there in time.
enum class Outcome { answered, busy, no_answer, machine, failed, abandoned };

// How long after the attempt's end; nothing: never.
struct RetryRules {
    std::optional<std::chrono::seconds> busy{};
    std::optional<std::chrono::seconds> no_answer{};
    std::optional<std::chrono::seconds> machine{};
    std::optional<std::chrono::seconds> failed{};
    std::optional<std::chrono::seconds> abandoned{};
    unsigned max_attempts = 0;  // campaign.maxtrytime; 0: nothing is tried again by itself
};

// What campaign.recycletime says of itself: all that nobody picked up, after the same time.
[[nodiscard]] RetryRules retry_unanswered_after(std::chrono::seconds delay, unsigned max_attempts);

// `attempts`: made so far. Nothing: never. After an abandoned call not before the profile's lock has ended. Whether the
// number may be dialed then is may_dial's to say.
[[nodiscard]] std::optional<TimePoint> next_attempt(const RetryRules& rules, Outcome outcome, unsigned attempts,
                                                    TimePoint ended, const ComplianceProfile& profile);

// By hand, as the manual has it: a number that nobody picked up, while it has attempts left.
[[nodiscard]] bool may_recycle(Outcome outcome, unsigned attempts, unsigned max_attempts);

}  // namespace dialing
