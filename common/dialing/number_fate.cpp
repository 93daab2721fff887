// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/number_fate.h"

namespace dialing {

namespace {

// Of one that may never be called again at a time known, and of one whose campaign waits for people.
constexpr std::chrono::hours unknown_hold{24};
constexpr std::chrono::minutes campaign_hold{10};

}  // namespace

Fate fate_of(Reason reason)
{
    switch (reason) {
        case Reason::holiday:
        case Reason::outside_hours:
        case Reason::too_many_today:
        case Reason::too_many_connected_today:
        case Reason::not_due:
        case Reason::locked_after_abandoned:
            return Fate::hold;
        case Reason::number_invalid:
        case Reason::own_number:
        case Reason::prefix_not_allowed:
        case Reason::consent_missing:
        case Reason::do_not_call_global:
        case Reason::do_not_call_group:
        case Reason::do_not_call_campaign:
        case Reason::do_not_call_national:
        case Reason::place_unknown:
        case Reason::too_many_attempts:
            return Fate::refuse;
        case Reason::campaign_disabled:
        case Reason::ring_too_short:
        case Reason::message_missing:
        case Reason::outside_campaign:
        case Reason::national_list_stale:
        case Reason::abandon_budget_spent:
        case Reason::no_channel:
        case Reason::no_agent:
            break;
    }
    return Fate::leave;
}

std::string_view response_of(Reason reason)
{
    switch (reason) {
        case Reason::number_invalid:
            return "INVALID";
        case Reason::do_not_call_global:
        case Reason::do_not_call_group:
        case Reason::do_not_call_campaign:
        case Reason::do_not_call_national:
            return "DNC";
        default:
            return "REFUSED";
    }
}

TimePoint held_until(const Refusal& refusal, TimePoint now)
{
    if (refusal.again) return *refusal.again;
    if (fate_of(refusal.reason) == Fate::leave) return now + campaign_hold;
    return now + unknown_hold;
}

}  // namespace dialing
