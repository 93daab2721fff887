// SPDX-License-Identifier: GPL-3.0-or-later
// Why a number is not dialed, in a few words that stand beside a count or in a list.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "common/dialing/refusal.h"

#include <array>

namespace pages {

// All of dialing::Reason, in their order.
inline constexpr std::array reason_words{
    ChoiceWord{"number_invalid", i18n::message("no valid number")},
    ChoiceWord{"own_number", i18n::message("the agent's own number")},
    ChoiceWord{"prefix_not_allowed", i18n::message("prefix not allowed")},
    ChoiceWord{"campaign_disabled", i18n::message("campaign not enabled")},
    ChoiceWord{"ring_too_short", i18n::message("ring time too short")},
    ChoiceWord{"message_missing", i18n::message("message missing")},
    ChoiceWord{"outside_campaign", i18n::message("outside the campaign's hours")},
    ChoiceWord{"consent_missing", i18n::message("no consent")},
    ChoiceWord{"do_not_call_global", i18n::message("do-not-call list of all groups")},
    ChoiceWord{"do_not_call_group", i18n::message("do-not-call list of the group")},
    ChoiceWord{"do_not_call_campaign", i18n::message("do-not-call list of the campaign")},
    ChoiceWord{"do_not_call_national", i18n::message("national do-not-call list")},
    ChoiceWord{"national_list_stale", i18n::message("national do-not-call list too old or missing")},
    ChoiceWord{"place_unknown", i18n::message("time zone unknown")},
    ChoiceWord{"holiday", i18n::message("holiday at the called place")},
    ChoiceWord{"outside_hours", i18n::message("outside calling hours at the called place")},
    ChoiceWord{"too_many_attempts", i18n::message("too many attempts")},
    ChoiceWord{"too_many_today", i18n::message("too many attempts today")},
    ChoiceWord{"too_many_connected_today", i18n::message("talked to too often today")},
    ChoiceWord{"not_due", i18n::message("not due yet")},
    ChoiceWord{"locked_after_abandoned", i18n::message("locked after an abandoned call")},
    ChoiceWord{"abandon_budget_spent", i18n::message("abandonment limit reached")},
    ChoiceWord{"no_channel", i18n::message("no line free")},
    ChoiceWord{"no_agent", i18n::message("no agent for it")},
};
[[nodiscard]] i18n::Message words_of(dialing::Reason reason);

}  // namespace pages
