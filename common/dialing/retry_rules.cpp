// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/retry_rules.h"

#include <algorithm>

namespace dialing {

namespace {

std::optional<std::chrono::seconds> delay_after(const RetryRules& rules, Outcome outcome,
                                                const ComplianceProfile& profile)
{
    switch (outcome) {
        case Outcome::answered:
            break;
        case Outcome::busy:
            return rules.busy;
        case Outcome::no_answer:
            return rules.no_answer;
        case Outcome::machine:
            return rules.machine;
        case Outcome::failed:
            return rules.failed;
        case Outcome::abandoned:
            if (!rules.abandoned) return std::nullopt;
            return std::max<std::chrono::seconds>(*rules.abandoned, profile.lock_after_abandoned);
    }
    return std::nullopt;
}

bool was_picked_up(Outcome outcome)
{
    return outcome == Outcome::answered || outcome == Outcome::machine || outcome == Outcome::abandoned;
}

}  // namespace

RetryRules retry_unanswered_after(std::chrono::seconds delay, unsigned max_attempts)
{
    return {.busy = delay, .no_answer = delay, .failed = delay, .max_attempts = max_attempts};
}

std::optional<TimePoint> next_attempt(const RetryRules& rules, Outcome outcome, unsigned attempts, TimePoint ended,
                                      const ComplianceProfile& profile)
{
    const auto delay = delay_after(rules, outcome, profile);
    if (!delay || attempts >= rules.max_attempts) return std::nullopt;
    return ended + *delay;
}

bool may_recycle(Outcome outcome, unsigned attempts, unsigned max_attempts)
{
    return !was_picked_up(outcome) && attempts < max_attempts;
}

}  // namespace dialing
