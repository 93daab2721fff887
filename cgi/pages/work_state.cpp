// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/work_state.h"

#include "cgi/pages/list_dialer.h"
#include "cgi/pages/reason_words.h"

#include <nlohmann/json.hpp>

#include <map>

namespace pages {

namespace {

using dialing::WorkPhase;
using nlohmann::json;

constexpr std::size_t most_callbacks = 50;

json time_json(const std::optional<db::TimePoint>& time)
{
    return time ? json(runtime::to_epoch_ms(*time)) : json();
}

// `pop`: the key of the call's screen pop, as the call bar will name the call.
json number_json(const db::DialTask& task, const std::string& server, const std::string& call)
{
    return {{"number", task.number},
            {"memo", task.memo},
            {"callback", task.is_callback},
            {"attempts", task.trytime},
            {"pop", server + "|" + call + "|" + task.number}};
}

json campaign_json(const std::optional<db::Campaign>& campaign)
{
    if (!campaign) return {};
    return {{"name", campaign->name},
            {"note", campaign->note},
            {"script", campaign->script},
            {"callbackDays", campaign->callback_within.count()}};
}

json call_json(const db::DialAttempt& attempt)
{
    return {{"id", attempt.id},
            {"number", attempt.task.number},
            {"over", !attempt.is_open()},
            {"response", attempt.response},
            {"disposition", attempt.disposition}};
}

json dispositions_json(const std::vector<db::CampaignDisposition>& dispositions)
{
    auto list = json::array();
    for (const auto& each : dispositions)
        list.push_back({{"id", each.id}, {"words", each.words}, {"meaning", each.meaning}});
    return list;
}

json callbacks_json(const std::vector<db::DialTask>& tasks, db::CampaignGateway& campaigns)
{
    std::map<unsigned, json> days;  // by campaign: how far ahead its callbacks may be moved
    for (const auto& task : tasks) {
        if (days.contains(task.campaignid)) continue;
        const auto campaign = campaigns.find(task.campaignid);
        days[task.campaignid] = campaign ? json(campaign->callback_within.count()) : json();
    }
    auto list = json::array();
    for (const auto& task : tasks)
        list.push_back({{"id", task.id},
                        {"number", task.number},
                        {"at", time_json(task.dialtime)},
                        {"memo", task.memo},
                        {"days", days[task.campaignid]}});
    return list;
}

json held_json(const std::vector<db::HeldTasks>& held, const i18n::Catalogue& words)
{
    auto list = json::array();
    for (const auto& each : held)
        if (const auto reason = dialing::parse_reason(each.reason))
            list.push_back({{"words", words.translate(words_of(*reason).english())},
                            {"numbers", each.numbers},
                            {"again", time_json(each.first_again)}});
    return list;
}

json people_json(const std::vector<db::CallbackPerson>& people)
{
    auto list = json::array();
    for (const auto& person : people)
        list.push_back(
            {{"extension", person.extension}, {"name", person.name.empty() ? person.username : person.name}});
    return list;
}

}  // namespace

std::string WorkState::json(const db::Account& agent, const std::string& server, bool asks_supervisor,
                            const i18n::Catalogue& words, db::TimePoint now)
{
    const auto work = works_.find(agent.id);
    const auto backlog = tasks_.backlog(agent, now);
    nlohmann::json state{{"now", runtime::to_epoch_ms(now)},
                         {"phase", dialing::to_string(work.phase)},
                         {"round", work.is_round},
                         {"next", time_json(work.next_at)},
                         {"trouble", dialing::to_string(work.trouble)},
                         {"waiting", backlog.waiting},
                         {"due", backlog.due},
                         {"nextDue", time_json(backlog.next_due)},
                         {"held", held_json(tasks_.held(agent, now), words)},
                         {"verify", asks_supervisor},
                         {"break", works_.standing(agent.id).is_on_break},
                         {"callbacks", callbacks_json(tasks_.callbacks(agent, most_callbacks), campaigns_)},
                         {"people", people_json(tasks_.people(agent))}};
    const auto attempt = attempts_.find(agent, work.attempt);
    const auto shown = work.phase == WorkPhase::preview ? tasks_.find(agent, work.task) : std::nullopt;
    if (shown) {
        state["number"] = number_json(*shown, server, call_name(*shown));
        state["campaign"] = campaign_json(campaigns_.find(shown->campaignid));
    } else if (attempt) {
        if (attempt->is_open()) state["number"] = number_json(attempt->task, server, attempt->uniqueid);
        state["campaign"] = campaign_json(campaigns_.find(attempt->task.campaignid));
        state["call"] = call_json(*attempt);
        state["dispositions"] = dispositions_json(campaigns_.dispositions(attempt->task.campaignid));
        state["owes"] = attempts_.owes_disposition(agent, attempt->id);
    }
    return state.dump();
}

}  // namespace pages
