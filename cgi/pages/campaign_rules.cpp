// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/campaign_rules.h"

#include "common/db/crm_tables.h"
#include "common/dialing/hours_text.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <fmt/format.h>

#include <cmath>

namespace pages {

namespace {

using dialing::AbandonWindow;
using dialing::ComplianceProfile;
using dialing::ConsentRule;
using i18n::message;
using i18n::Message;

// Answered with an error that tells which of the two is missing.
enum class Target { there, no_context, no_extension, untold };

Target look_up(ami::Client& asterisk, const std::string& context, const std::string& exten)
{
    const auto action = ami::show_dialplan(exten, context);
    if (!action) return Target::untold;
    const auto abilities = asterisk.abilities();
    if (!abilities || !abilities.value().actions.contains("showdialplan")) return Target::untold;
    const auto answer = asterisk.ask(action.value());
    if (answer) return Target::there;
    if (answer.error().code != runtime::Errc::refused) return Target::untold;
    const auto words = runtime::to_lower(answer.error().what);
    if (words.starts_with("did not find context")) return Target::no_context;
    if (words.starts_with("did not find extension")) return Target::no_extension;
    return Target::untold;
}

Message window_word(AbandonWindow window)
{
    switch (window) {
        case AbandonWindow::day:
            return message("in 24 hours");
        case AbandonWindow::month:
            return message("in a calendar month");
        case AbandonWindow::thirty_days:
            break;
    }
    return message("in 30 days");
}

void check_profile(const RecordForms& forms, RecordForm& form, const ComplianceProfile& profile)
{
    const auto ring = std::chrono::seconds{runtime::to_number(forms.value_of(form, "ringtime")).value_or(0)};
    if (ring < profile.min_ring)
        form.problems.emplace("ringtime",
                              FieldFlaw{FieldProblem::ring_too_short, std::to_string(profile.min_ring.count())});
    if (forms.value_of(form, "limit_type") != "predictive") return;
    if (profile.needs_message && forms.value_of(form, "message").empty())
        form.problems.emplace("message", FieldProblem::message_needed);
    const auto limit = std::lround(profile.abandonment.limit * 10'000);  // hundredths of a per cent
    auto target = forms.value_of(form, "abandontarget");
    std::erase(target, '.');
    if (runtime::to_number(target).value_or(0) > limit)
        form.problems.emplace("abandontarget", FieldFlaw{FieldProblem::above_limit,
                                                         fmt::format("{:.2f}", static_cast<double>(limit) / 100)});
}

bool gives_calls_to_a_queue(const std::string& mode)
{
    return mode == "queue" || mode == "progressive" || mode == "predictive";
}

}  // namespace

CampaignRules::CampaignRules(db::LazyConnection& db, const ManagerFrame& frame, web::AsteriskLines& lines)
    : frame_(frame), lines_(lines), campaigns_(db), results_(db, db::tables::campaign_disposition)
{
}

void CampaignRules::check(const web::Request& /*request*/, const RecordForms& forms, RecordForm& form)
{
    if (const auto* profile = dialing::find_profile(forms.value_of(form, "profile")))
        check_profile(forms, form, *profile);
    else
        form.problems.emplace("profile", FieldProblem::not_offered);
    const auto server = forms.value_of(form, "server");
    const auto queue = forms.value_of(form, "queuename");
    const bool needs_queue =
        forms.value_of(form, "bindqueue") == "1" || gives_calls_to_a_queue(forms.value_of(form, "limit_type"));
    if (queue.empty() && needs_queue) form.problems.emplace("queuename", FieldProblem::queue_needed);
    if (!queue.empty() && !campaigns_.may_be_queue(queue, server))
        form.problems.emplace("queuename", FieldProblem::no_queue);
    check_dialplan(forms, form, server);
}

void CampaignRules::check_dialplan(const RecordForms& forms, RecordForm& form, const std::string& server)
{
    auto* asterisk = server.empty() ? lines_.first() : lines_.find(server);
    if (asterisk == nullptr) {
        if (!server.empty()) form.problems.emplace("server", FieldProblem::no_server);
        return;
    }
    const auto inexten = forms.value_of(form, "inexten");
    // Any extension: only whether there is such a context is of interest.
    if (look_up(*asterisk, forms.value_of(form, "outcontext"), "s") == Target::no_context)
        form.problems.emplace("outcontext", FieldProblem::no_context);
    const auto in = look_up(*asterisk, forms.value_of(form, "incontext"), inexten.empty() ? "s" : inexten);
    if (in == Target::no_context) form.problems.emplace("incontext", FieldProblem::no_context);
    if (in == Target::no_extension && !inexten.empty()) form.problems.emplace("inexten", FieldProblem::no_extension);
}

std::vector<FieldNote> CampaignRules::notes(const web::Request& request)
{
    std::vector<FieldNote> notes;
    for (const auto& profile : dialing::compliance_profiles())
        notes.push_back({"profile", std::string(profile.code), asks(request, profile)});
    return notes;
}

std::string CampaignRules::asks(const web::Request& request, const ComplianceProfile& profile) const
{
    std::string text;
    const auto add = [&](Message caption, const std::string& value = "") {
        text += text.empty() ? "" : "; ";
        text += frame_.word(request, caption);
        if (!value.empty()) text += " " + value;
    };
    add(message("Version"), std::to_string(profile.version));
    if (profile.hours) add(message("hours at the called place"), dialing::format_hours(*profile.hours));
    add(message("rings at least"), std::to_string(profile.min_ring.count()) + " s");
    if (profile.attempts.per_day > 0) add(message("attempts a day at most"), std::to_string(profile.attempts.per_day));
    if (profile.attempts.connected_per_day > 0)
        add(message("connected calls a day at most"), std::to_string(profile.attempts.connected_per_day));
    if (profile.lock_after_abandoned.count() > 0)
        add(message("locked after an abandoned call for"), std::to_string(profile.lock_after_abandoned.count()) + " h");
    add(message("abandoned at most"), i18n::format_percent(profile.abandonment.limit, request.language()) + " " +
                                          frame_.word(request, window_word(profile.abandonment.window)));
    if (profile.consent == ConsentRule::always) add(message("only with consent"));
    if (profile.consent == ConsentRule::autodialed_mobiles) add(message("mobiles automatically only with consent"));
    if (profile.national_list_max_age)
        add(message("age of the national list in days at most"),
            std::to_string(profile.national_list_max_age->count()));
    if (profile.needs_message) add(message("predictive only with a message"));
    add(message("records kept in months"), std::to_string(profile.keep_records.count()));
    return text + ".";
}

void CampaignRules::copied(const web::Request& request, std::uint64_t from, std::uint64_t to)
{
    for (const auto id : campaigns_.copy_dispositions(from, to, request.account().username, request.now))
        results_.created(id, request.actor(), request.now);
}

}  // namespace pages
