// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/attempt.h"

#include <algorithm>

namespace dialing {

std::optional<AttemptEnd> end_of_attempt(const std::vector<AttemptLeg>& legs, const std::string& number,
                                         TimePoint begun, TimePoint now)
{
    if (std::ranges::any_of(legs, &AttemptLeg::is_live)) return std::nullopt;
    if (legs.empty() && now - begun <= unseen_limit) return std::nullopt;
    AttemptEnd end;
    for (const auto& leg : legs) {
        if (leg.dst != number) continue;
        const bool is_better = !end.was_dialed || (leg.answer && !end.answered);
        end.was_dialed = true;
        end.dialed = std::min(end.dialed.value_or(leg.start), leg.start);
        end.talk += leg.talk;
        if (!is_better) continue;
        end.response = leg.disposition;
        end.answered = leg.answer;
    }
    return end;
}

std::string call_of(const std::vector<AttemptLeg>& legs, const std::string& number)
{
    const auto found = std::ranges::find(legs, number, &AttemptLeg::dst);
    return found == legs.end() ? std::string{} : found->linkedid;
}

}  // namespace dialing
