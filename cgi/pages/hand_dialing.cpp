// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/hand_dialing.h"

#include "common/db/campaign_run_gateway.h"
#include "common/db/dial_facts_gateway.h"
#include "common/dialing/decision_inputs.h"

#include <map>

namespace pages {

namespace {

const dialing::ComplianceProfile no_profile{};

bool may_override_rules(const db::Account& account)
{
    return account.type != crm::UserType::agent && account.may(crm::Page::dnc, crm::Right::edit);
}

dialing::ListedNumber listed(const db::DialTask& task)
{
    return {.id = task.id,
            .number = task.number,
            .dial_time = task.dialtime,
            .is_callback = task.is_callback,
            .attempts = static_cast<unsigned>(std::max(0, task.trytime)),
            .zone = task.zone,
            .consent_time = task.consent_time,
            .line = task.line,
            .memo = task.memo};
}

unsigned group_of(const web::Request& request, const db::DialTask& task)
{
    return task.groupid != 0 ? task.groupid : request.account().groupid;
}

}  // namespace

HandDialing::HandDialing(db::LazyConnection& db, const web::Settings& settings)
    : db_(db), settings_(settings), clocks_(settings.time_zone), calls_(db), decisions_(db)
{
}

// How long the telephone rings, and what a person hears whom nobody is free for, is not the campaign's with such calls.
HandDialing::Rules HandDialing::rules_of(const db::DialTask& task, unsigned group, db::TimePoint now)
{
    auto campaign = task.campaignid != 0 ? db::CampaignRunGateway{db_.get()}.find(task.campaignid) : std::nullopt;
    const auto* profile = dialing::find_profile(campaign ? campaign->profile : settings_.hand_profile);
    dialing::CampaignState state;
    if (campaign) {
        const auto here = clocks_.at("", now).value_or(dialing::ZoneClock{});
        const auto set = dialing::state_of(*campaign, {}, here);
        state = {.is_enabled = set.is_enabled,
                 .asks_national_list = set.asks_national_list,
                 .hours = set.hours,
                 .clock = set.clock,
                 .limits = set.limits};
    } else {
        campaign.emplace();
        campaign->profile = settings_.hand_profile;
    }
    campaign->group = group;
    return {*std::move(campaign), profile != nullptr ? *profile : no_profile, state};
}

std::vector<dialing::CalledNumber> HandDialing::facts(const Rules& rules,
                                                      std::span<const dialing::ListedNumber> numbers,
                                                      const std::string& own_extension, db::TimePoint now)
{
    auto facts = db::DialFactsGateway{db_.get(), clocks_}.facts(rules.campaign, numbers, now);
    for (auto& called : facts) {
        called.own_extension = own_extension;
        // Entries may have the number without its prefix.
        const auto trimmed = settings_.numbers.trim_prefix.trim(called.dialed);
        if (called.do_not_call || trimmed == called.dialed) continue;
        if (const auto why = calls_.do_not_call(called.dialed, trimmed, rules.campaign.group, rules.campaign.id))
            called.do_not_call = dialing::DoNotCallHit{.list = dialing::DoNotCallList::group, .why = *why};
    }
    return facts;
}

HandDialing::Answer HandDialing::judge(const web::Request& request, const dialing::CalledNumber& called,
                                       const Rules& rules, const std::string& why)
{
    const auto by_right = dialing::may_dial_by_right(called, rules.state, rules.profile, request.now);
    const bool has_right = may_override_rules(request.account());
    Answer answer{.profile = &rules.profile,
                  .group = rules.campaign.group,
                  .inputs = dialing::decision_inputs(called, rules.state, rules.profile, request.now)};
    if (has_right && !why.empty()) {
        answer.refusal = by_right.verdict.refusal;
        answer.overridden = by_right.overridden;
    } else {
        answer.refusal = dialing::may_dial(called, rules.state, rules.profile, request.now).refusal;
        answer.may_override = has_right && answer.refusal && by_right.verdict.is_yes();
    }
    return answer;
}

HandDialing::Answer HandDialing::ask(const web::Request& request, const std::string& number,
                                     const std::string& own_extension, const std::string& why)
{
    const db::DialTask task{.number = number};
    const auto rules = rules_of(task, request.account().groupid, request.now);
    auto known = listed(task);
    if (rules.profile.consent != dialing::ConsentRule::none) known.consent_time = decisions_.consent_of(number);
    const auto called = facts(rules, {&known, 1}, own_extension, request.now);
    auto answer = judge(request, called.front(), rules, why);
    keep(request, task, 0, answer, why);
    return answer;
}

std::vector<HandDialing::Answer> HandDialing::ask(const web::Request& request, std::span<const db::DialTask> tasks,
                                                  const std::string& own_extension, const std::string& why)
{
    std::map<std::pair<unsigned, unsigned>, std::vector<std::size_t>> places;  // by campaign and group
    for (std::size_t i = 0; i < tasks.size(); ++i)
        places[{tasks[i].campaignid, group_of(request, tasks[i])}].push_back(i);
    std::vector<Answer> answers(tasks.size());
    for (const auto& [whose, its] : places) {
        const auto rules = rules_of(tasks[its.front()], whose.second, request.now);
        std::vector<dialing::ListedNumber> numbers;
        for (const auto place : its)
            numbers.push_back(listed(tasks[place]));
        const auto called = facts(rules, numbers, own_extension, request.now);
        for (std::size_t i = 0; i < its.size(); ++i)
            answers[its[i]] = judge(request, called[i], rules, why);
    }
    return answers;
}

// Without a profile only what was overridden or refused is of interest.
void HandDialing::keep(const web::Request& request, const db::DialTask& task, std::uint64_t attempt,
                       const Answer& answer, const std::string& why)
{
    const bool is_plain = answer.profile->code.empty() && !answer.refusal && answer.overridden.empty();
    if (task.number.empty() || is_plain) return;
    db::HandDecision decision{.campaign = task.campaignid,
                              .group = answer.group,
                              .attempt = attempt,
                              .number = task.number,
                              .refusal = std::nullopt,
                              .overridden = {},
                              .why = answer.refusal ? answer.refusal->detail : "",
                              .inputs = answer.inputs,
                              .by = request.account().username};
    if (answer.refusal) decision.refusal = answer.refusal->reason;
    if (!answer.overridden.empty()) decision.why = why;
    for (const auto& refusal : answer.overridden)
        decision.overridden.push_back(refusal.reason);
    decisions_.append(decision, *answer.profile, request.now);
}

}  // namespace pages
