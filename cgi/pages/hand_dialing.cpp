// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/hand_dialing.h"

#include "common/db/dial_facts_gateway.h"

namespace pages {

namespace {

bool may_override_rules(const db::Account& account)
{
    return account.type != crm::UserType::agent && account.may(crm::Page::dnc, crm::Right::edit);
}

dialing::ComplianceProfile profile_of(const web::Settings& settings)
{
    const auto* profile = dialing::find_profile(settings.hand_profile);
    return profile != nullptr ? *profile : dialing::ComplianceProfile{};
}

}  // namespace

HandDialing::HandDialing(db::LazyConnection& db, const web::Settings& settings)
    : db_(db),
      settings_(settings),
      profile_(profile_of(settings)),
      clocks_(settings.time_zone),
      calls_(db),
      decisions_(db)
{
}

dialing::CalledNumber HandDialing::facts(const web::Request& request, const std::string& number,
                                         const std::string& own_extension)
{
    const auto group = request.account().groupid;
    dialing::CalledNumber called{.dialed = number};
    if (!profile_.code.empty()) {
        dialing::CampaignSettings nobodys;
        nobodys.group = group;
        nobodys.profile = profile_.code;
        const dialing::ListedNumber listed{.number = number};
        called = db::DialFactsGateway{db_.get(), clocks_}.facts(nobodys, {&listed, 1}, request.now).front();
        called.has_consent = decisions_.consent_of(number).has_value();
    }
    called.own_extension = own_extension;
    // Entries may have the number without its prefix.
    const auto entry = calls_.do_not_call(number, settings_.numbers.trim_prefix.trim(number), group);
    if (entry && !called.do_not_call)
        called.do_not_call = dialing::DoNotCallHit{.list = dialing::DoNotCallList::group, .why = *entry};
    return called;
}

HandDialing::Answer HandDialing::ask(const web::Request& request, const std::string& number,
                                     const std::string& own_extension, const std::string& why)
{
    const auto called = facts(request, number, own_extension);
    const dialing::CampaignState by_hand;
    const auto by_right = dialing::may_dial_by_right(called, by_hand, profile_, request.now);
    const bool has_right = may_override_rules(request.account());
    Answer answer;
    if (has_right && !why.empty()) {
        answer.refusal = by_right.verdict.refusal;
        answer.overridden = by_right.overridden;
    } else {
        answer.refusal = dialing::may_dial(called, by_hand, profile_, request.now).refusal;
        answer.may_override = has_right && answer.refusal && by_right.verdict.is_yes();
    }
    keep(request, number, answer, why);
    return answer;
}

// Without a profile only what was overridden or refused is of interest.
void HandDialing::keep(const web::Request& request, const std::string& number, const Answer& answer,
                       const std::string& why)
{
    if (number.empty() || (profile_.code.empty() && !answer.refusal && answer.overridden.empty())) return;
    db::HandDecision decision{.group = request.account().groupid,
                              .number = number,
                              .refusal = std::nullopt,
                              .overridden = {},
                              .why = answer.overridden.empty() ? "" : why,
                              .by = request.account().username};
    if (answer.refusal) decision.refusal = answer.refusal->reason;
    for (const auto& refusal : answer.overridden)
        decision.overridden.push_back(refusal.reason);
    decisions_.append(decision, profile_, request.now);
}

}  // namespace pages
