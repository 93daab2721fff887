// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/refusal_words.h"

#include "common/i18n/format.h"

#include <nlohmann/json.hpp>

namespace pages {

using dialing::Reason;
using i18n::message;

i18n::Message sentence_of(Reason reason)
{
    switch (reason) {
        case Reason::number_invalid:
            return message("This cannot be dialed");
        case Reason::own_number:
            return message("This is your own number");
        case Reason::prefix_not_allowed:
            return message("Numbers that begin like this are not called");
        case Reason::campaign_disabled:
            return message("The campaign is not enabled");
        case Reason::ring_too_short:
            return message("The telephone would ring shorter than the rules ask for");
        case Reason::message_missing:
            return message("The message for people whom no agent is free for is missing");
        case Reason::outside_campaign:
            return message("The campaign does not call at this hour");
        case Reason::consent_missing:
            return message("No consent of the person called is known");
        case Reason::do_not_call_global:
        case Reason::do_not_call_group:
        case Reason::do_not_call_campaign:
            return message("This number must not be called");
        case Reason::do_not_call_national:
            return message("This number is on the national do-not-call list");
        case Reason::national_list_stale:
            return message("The national do-not-call list is missing or too old");
        case Reason::place_unknown:
            return message("It is not known what time it is where this number rings");
        case Reason::holiday:
            return message("It is a holiday where this number rings");
        case Reason::outside_hours:
            return message("Nobody may be called at this hour where this number rings");
        case Reason::too_many_attempts:
            return message("This number has had all its attempts");
        case Reason::too_many_today:
            return message("This number was called often enough today");
        case Reason::too_many_connected_today:
            return message("This number was reached often enough today");
        case Reason::not_due:
            return message("This number is not due");
        case Reason::locked_after_abandoned:
            return message("A call to this number was abandoned of late");
        case Reason::abandon_budget_spent:
            return message("Too many calls were abandoned of late");
        case Reason::no_channel:
            return message("No line is free");
        case Reason::no_agent:
            break;
    }
    return message("No agent is free");
}

std::string refusal_text(const web::View& view, i18n::Language language, const dialing::Refusal& refusal)
{
    const auto& catalogue = view.catalogue(language);
    auto text = catalogue.translate(sentence_of(refusal.reason).english());
    if (!refusal.detail.empty()) text += ": " + refusal.detail;
    if (refusal.again)
        text += ". " + catalogue.translate(message("Again from").english()) + " " +
                i18n::format_date_time(*refusal.again, language);
    return text;
}

web::Response tell_refusal(const web::View& view, const web::Request& request, const dialing::Refusal& refusal,
                           bool may_override)
{
    const auto text = refusal_text(view, request.language(), refusal);
    return web::json(nlohmann::json{{"done", false}, {"text", text}, {"override", may_override}}.dump(), 409);
}

}  // namespace pages
