// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/supervision.h"

#include "cgi/pages/appearance.h"
#include "cgi/pages/asterisk_words.h"
#include "cgi/pages/telephone_desk.h"
#include "common/calls/feed_json.h"

namespace pages {

namespace {

using calls::AgentState;
using dialing::Listening;
using i18n::message;
using i18n::Message;

calls::Supervision notice_of(Listening how)
{
    switch (how) {
        case Listening::silent:
            break;
        case Listening::whisper:
            return calls::Supervision::whisper;
        case Listening::barge:
            return calls::Supervision::barge;
    }
    return calls::Supervision::silent;
}

const char* audited_as(Listening how)
{
    switch (how) {
        case Listening::silent:
            break;
        case Listening::whisper:
            return "call_whisper";
        case Listening::barge:
            return "call_barge";
    }
    return "call_spy";
}

std::optional<calls::Supervision> parse_forced(std::string_view action)
{
    for (const auto what : {calls::Supervision::ready, calls::Supervision::pause, calls::Supervision::off})
        if (to_string(what) == action) return what;
    return std::nullopt;
}

Message asked_sentence(calls::Supervision what)
{
    if (what == calls::Supervision::ready) return message("Set to ready");
    if (what == calls::Supervision::pause) return message("Paused");
    return message("Logged out");
}

// As astercc takes a choice up: after a call, and after its wrap-up but for "ready".
bool takes_effect_later(AgentState state, calls::Supervision what)
{
    if (state == AgentState::wrapup) return what != calls::Supervision::ready;
    return state != AgentState::idle && state != AgentState::unreachable;
}

}  // namespace

Supervision::Supervision(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                         web::AsteriskLines& lines)
    : db_(db),
      view_(view),
      settings_(settings),
      lines_(lines),
      supervised_(db),
      telephones_(db),
      log_(db),
      originator_(db, view, settings, lines)
{
}

web::Response Supervision::listen(const web::Request& request)
{
    const auto how = dialing::parse_listening(request.param("how"));
    if (!how) return say(view_, request, false, message("There is nothing to do"));
    const auto found = named_call(request);
    if (!found || found->call.leg.state != calls::LegState::link)
        return say(view_, request, false, message("The call is over"));
    const auto telephone = telephones_.telephone_of(request.account().id);
    if (telephone.extension.empty()) return say(view_, request, false, message("Your account has no extension"));
    const auto& call = found->call;
    const auto& channel = call.incoming ? call.leg.dstchan : call.leg.srcchan;
    if (telephone.server != call.server)
        return say(view_, request, false, message("Your telephone is not at this call's Asterisk"));
    log_.append({request.actor(), audited_as(*how), request.param("leg"), channel}, request.now);
    const auto order = dialing::listen_in(desk_of(telephone, settings_), channel, *how);
    if (auto refusal = originator_.originate(request, call.server, order)) return *refusal;
    if (settings_.notify_when_spied) tell(request, found->accounts, notice_of(*how));
    return say(view_, request, true, message("Your telephone rings; then you hear the call"));
}

// The caller's channel: with it the dialplan of the call ends, so no queue rings somebody else for it.
web::Response Supervision::hang_up(const web::Request& request)
{
    const auto found = named_call(request);
    if (!found) return say(view_, request, false, message("The call is over"));
    auto* asterisk = lines_.find(found->call.server);
    if (asterisk == nullptr) return say(view_, request, false, message("No access to this Asterisk is configured"));
    const auto& leg = found->call.leg;
    const auto& channel = leg.srcchan.empty() ? leg.dstchan : leg.srcchan;
    log_.append({request.actor(), "call_force_hangup", request.param("leg"), channel}, request.now);
    const auto action = ami::hangup(channel);
    if (!action) return say_why_not(view_, request, action.error());
    const auto answer = asterisk->ask(action.value());
    if (!answer) return say_why_not(view_, request, answer.error());
    if (settings_.notify_when_forced) tell(request, found->accounts, calls::Supervision::hangup);
    return say(view_, request, true, message("Hung up"));
}

web::Response Supervision::force(const web::Request& request)
{
    const auto what = parse_forced(request.param("action"));
    const auto agent = supervised_.agent(request.scope(), request.id("account").value_or(0));
    if (!what || !agent) return say(view_, request, false, message("No such agent has signed in"));
    db::ForcedPause pause;
    if (const auto reason = request.id("reason"); reason && what == calls::Supervision::pause) {
        const auto found = supervised_.pause_reason(*reason, agent->group);
        if (!found) return say(view_, request, false, message("The agent's group has no such reason"));
        pause = *found;
    }
    const std::string action{to_string(*what)};
    db::Transaction transaction{db_.get()};
    supervised_.ask(*agent, action, pause, request.account().username, request.now);
    log_.append({request.actor(), "agent_force_" + action, std::to_string(agent->account), pause.word}, request.now);
    if (settings_.notify_when_forced) tell(request, {agent->account}, *what, pause.word);
    transaction.commit();
    if (takes_effect_later(agent->state, *what))
        return say(view_, request, true, message("Takes effect when the call and its wrap-up are over"), agent->name);
    return say(view_, request, true, asked_sentence(*what), agent->name);
}

std::optional<db::SupervisedCall> Supervision::named_call(const web::Request& request)
{
    const auto leg = calls::parse_leg_id(request.param("leg"));
    if (!leg) return std::nullopt;
    return supervised_.call(request.scope(), leg->first, leg->second, request.id("account").value_or(0));
}

void Supervision::tell(const web::Request& request, const std::vector<unsigned>& accounts, calls::Supervision what,
                       const std::string& reason)
{
    const auto me = request.account().id;
    for (const auto account : accounts)
        if (account != me)
            supervised_.tell(
                account, {.what = what, .by = full_name(request.account()), .reason = reason, .at = request.now}, me);
}

}  // namespace pages
