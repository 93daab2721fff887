// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: why a number is not dialed.
#pragma once

#include "common/dialing/calling_hours.h"

#include <optional>
#include <string>
#include <string_view>

namespace dialing {

// In the order in which they are looked for: the first that holds is told. Their words (to_string) are stored.
enum class Reason {
    number_invalid,
    own_number,
    prefix_not_allowed,
    campaign_disabled,
    ring_too_short,    // the profile wants the telephone to ring longer than the campaign lets it
    message_missing,   // the profile wants one for people whom no agent is free for
    outside_campaign,  // the campaign's own hours
    consent_missing,
    do_not_call_global,
    do_not_call_group,
    do_not_call_campaign,
    do_not_call_national,
    national_list_stale,  // or there is none
    place_unknown,        // so nobody knows what time it is there
    holiday,
    outside_hours,
    too_many_attempts,
    too_many_today,
    too_many_connected_today,
    not_due,  // its dial time, or the retry after the last attempt
    locked_after_abandoned,
    abandon_budget_spent,
    no_channel,
    no_agent,
};

[[nodiscard]] std::string_view to_string(Reason reason);
[[nodiscard]] std::optional<Reason> parse_reason(std::string_view word);

struct Refusal {
    Reason reason{};
    std::optional<TimePoint> again{};       // when time alone ends it, the hours of campaign and place respected
    std::optional<WallTime> again_there{};  // the same by the clock of the called place, the earliest of several
    std::string detail{};                   // of a do-not-call entry: why it was made

    bool operator==(const Refusal&) const = default;
};

}  // namespace dialing
