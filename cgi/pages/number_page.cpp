// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/number_page.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/page_right.h"
#include "cgi/pages/reason_words.h"
#include "cgi/pages/refusal_words.h"
#include "cgi/web/urls.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

using i18n::message;

// As the dialed list says it; the word itself where it has no other.
std::string dialed_word(const ManagerFrame& frame, const web::Request& request, std::string_view field,
                        const std::string& value)
{
    const auto& fields = specs::dialedlist.fields;
    const auto spec = std::ranges::find(fields, field, &FieldSpec::name);
    const auto word = std::ranges::find(spec->words, value, &ChoiceWord::value);
    return word == spec->words.end() ? value : frame.word(request, word->word);
}

std::string when(const web::Request& request, const std::optional<db::TimePoint>& time)
{
    return time ? i18n::format_date_time(*time, request.language()) : "";
}

std::string reason_text(const ManagerFrame& frame, const web::Request& request, std::string_view word)
{
    const auto reason = dialing::parse_reason(word);
    return reason ? frame.word(request, sentence_of(*reason)) : std::string(word);
}

}  // namespace

web::Response NumberPage::show(const web::Request& request)
{
    const auto& number = request.param("number");
    auto model = frame_.model(request, "/dialedlist");
    model.set("NUMBER", number);
    if (!number.empty()) fill_history(model.add("KNOWN"), request, number);
    return frame_.show(request, "number.html", model, 200);
}

void NumberPage::fill_history(web::Model& model, const web::Request& request, const std::string& number)
{
    const auto& scope = request.scope();
    model.show_if(may(request, "/portal", crm::Right::edit), "MAY_DIAL");
    const bool may_see_customers = may(request, "/customers", crm::Right::view);
    for (const auto& person : may_see_customers ? history_.persons(scope, number) : std::vector<db::PersonOfNumber>{}) {
        auto& row = model.add("PERSON");
        row.set("PERSON_NAME", person.contact.empty() ? person.customer : person.contact);
        if (!person.contact.empty()) row.set_if_any("PERSON_OF", person.customer);
        if (person.customerid != 0)
            row.add("PERSON_LINK")
                .set("PERSON_ADDRESS", manager_address("/customers/show?id=") + std::to_string(person.customerid));
        else
            row.add("PERSON_PLAIN");
    }
    for (const auto& waiting : history_.waiting(scope, number)) {
        auto& row = model.add("WAITING");
        row.set("CAMPAIGN", waiting.campaign).set("DIAL_TIME", when(request, waiting.dialtime));
        row.set("ASSIGN", waiting.assign).set("TRIES", static_cast<long long>(waiting.trytime));
        row.show_if(waiting.is_callback, "IS_CALLBACK");
        const auto held = std::ranges::find(reason_words, waiting.heldreason, &ChoiceWord::value);
        row.set("HELD", held == reason_words.end() ? waiting.heldreason : frame_.word(request, held->word));
        row.set("EDIT_ADDRESS", manager_address("/diallist/edit?id=") + std::to_string(waiting.id));
    }
    model.show_if(!model.shows("WAITING"), "NO_WAITING");
    fill_forbidden(model, request, number);
    fill_attempts(model, request, history_.attempts(scope, number));
    fill_decisions(model, request, number);
}

void NumberPage::fill_forbidden(web::Model& model, const web::Request& request, const std::string& number)
{
    for (const auto& entry : history_.do_not_call(request.scope(), number)) {
        auto& row = model.add("FORBIDDEN");
        row.set_if_any("GROUP", entry.group).set_if_any("CAMPAIGN", entry.campaign);
        row.show_if(entry.group.empty() && entry.campaign.empty(), "FOR_ALL");
        row.set_if_any("REASON", entry.reason).set("WHEN", when(request, entry.created)).set("BY", entry.by);
    }
    for (const auto& profile : history_.national_lists(number))
        model.add("NATIONAL").set("PROFILE", profile);
    model.show_if(!model.shows("FORBIDDEN") && !model.shows("NATIONAL"), "NOT_FORBIDDEN");
}

void NumberPage::fill_attempts(web::Model& model, const web::Request& request,
                               const std::vector<db::NumberAttempt>& attempts)
{
    std::vector<std::string> calls;
    for (const auto& attempt : attempts)
        if (!attempt.linkedid.empty()) calls.push_back(attempt.linkedid);
    const bool may_hear = may(request, "/recordings", crm::Right::view);
    const auto recordings =
        may_hear ? recordings_.of_calls(request.account(), calls) : std::vector<db::RecordingOfCall>{};
    for (const auto& attempt : attempts) {
        auto& row = model.add("ATTEMPT");
        row.set("WHEN", when(request, attempt.begun)).set("CAMPAIGN", attempt.campaign);
        row.set("MODE", dialed_word(frame_, request, "mode", attempt.mode));
        const auto outcome = attempt.response.empty() && attempt.answered ? "ANSWERED" : attempt.response;
        row.set("OUTCOME", dialed_word(frame_, request, "response", outcome));
        row.show_if(attempt.is_abandoned && attempt.response != "ABANDONED", "LATE");
        row.set("CONNECTED", when(request, attempt.connected)).set("BY", attempt.by);
        row.set("DURATION", attempt.duration > 0 ? i18n::format_duration(std::chrono::seconds{attempt.duration}) : "");
        row.set("DISPOSITION", attempt.disposition);
        for (const auto& recording : recordings) {
            if (attempt.linkedid.empty() || recording.linkedid != attempt.linkedid) continue;
            row.add("SOUND")
                .set("PLAY_ADDRESS", web::play_url + std::to_string(recording.id))
                .set("SOUND_TITLE", when(request, attempt.begun));
        }
    }
    model.show_if(!model.shows("ATTEMPT"), "NO_ATTEMPTS");
}

void NumberPage::fill_decisions(web::Model& model, const web::Request& request, const std::string& number)
{
    for (const auto& decision : history_.decisions(request.scope(), number)) {
        auto& row = model.add("DECISION");
        row.set("WHEN", i18n::format_date_time(decision.decided, request.language()));
        row.set("CAMPAIGN", decision.campaign).set("BY", decision.by);
        row.show_if(decision.verdict == "dial", "DIALED");
        if (decision.verdict != "dial")
            row.set("VERDICT", reason_text(frame_, request, decision.verdict)).add("REFUSED");
        std::string overridden;
        for (const auto& word : runtime::split_list(decision.overridden, ','))
            overridden += (overridden.empty() ? "" : "; ") + reason_text(frame_, request, word);
        row.set_if_any("OVERRIDDEN", overridden).set_if_any("WHY", decision.why);
        row.set("PROFILE",
                decision.profile.empty() ? "" : decision.profile + " " + std::to_string(decision.profile_version));
    }
    model.show_if(!model.shows("DECISION"), "NO_DECISIONS");
}

}  // namespace pages
