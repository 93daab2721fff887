// SPDX-License-Identifier: GPL-3.0-or-later
// Why a number is not dialed, in a person's words.
#pragma once

#include "cgi/pages/grid_spec.h"
#include "cgi/web/view.h"
#include "common/dialing/refusal.h"

#include <array>
#include <string>

namespace pages {

[[nodiscard]] i18n::Message sentence_of(dialing::Reason reason);

// The sentence, and behind it the time it ends as the call center's clock has it, or why the number may not be called.
[[nodiscard]] std::string refusal_text(const web::View& view, i18n::Language language, const dialing::Refusal& refusal);

// Of diallist.heldreason: what time or people can end.
inline constexpr std::array held_reason_words{
    ChoiceWord{"consent_missing", i18n::message("no consent is known")},
    ChoiceWord{"national_list_stale", i18n::message("the national list is too old")},
    ChoiceWord{"place_unknown", i18n::message("its time zone is not known")},
    ChoiceWord{"holiday", i18n::message("holiday there")},
    ChoiceWord{"outside_hours", i18n::message("not a permitted hour there")},
    ChoiceWord{"outside_campaign", i18n::message("outside the campaign's hours")},
    ChoiceWord{"too_many_attempts", i18n::message("too many attempts")},
    ChoiceWord{"too_many_today", i18n::message("too many attempts today")},
    ChoiceWord{"too_many_connected_today", i18n::message("reached too often today")},
    ChoiceWord{"not_due", i18n::message("not due")},
    ChoiceWord{"locked_after_abandoned", i18n::message("locked after an abandoned call")},
    ChoiceWord{"abandon_budget_spent", i18n::message("too many calls were abandoned")},
    ChoiceWord{"ring_too_short", i18n::message("rings too short")}};

}  // namespace pages
