// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/click_to_dial.h"

#include "cgi/pages/asterisk_words.h"
#include "common/calls/feed_json.h"
#include "common/crm/phone_number.h"

#include <utility>

namespace pages {

namespace {

using dialing::Objection;
using i18n::message;
using i18n::Message;

std::string or_else(const std::string& text, const std::string& otherwise)
{
    return text.empty() ? otherwise : text;
}

}  // namespace

ClickToDial::ClickToDial(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                         web::AsteriskLines& lines)
    : view_(view), settings_(settings), lines_(lines), placer_(view, settings, lines), calls_(db), log_(db)
{
}

web::Response ClickToDial::dial(const web::Request& request)
{
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto desk = placer_.desk_of(telephone);
    const auto number = crm::clean_number(request.param("number"));
    std::string reason;
    if (const auto objection = objection_to(request, number, desk, reason))
        return say(view_, request, false, sentence_of(*objection), reason);
    keep_account(request, "call_dial", number);
    const bool callee_first = settings_.callee_rings_first;
    const auto first = callee_first ? dialing::FirstRing::callee : dialing::FirstRing::caller;
    return place(request, telephone.server, dialing::click_to_dial(desk, number, first),
                 callee_first ? message("This is called, then your telephone rings")
                              : message("Your telephone rings, then this is called"),
                 number);
}

web::Response ClickToDial::quick_dial(const web::Request& request)
{
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto desk = placer_.desk_of(telephone);
    const auto source = or_else(crm::clean_number(request.param("source")), desk.extension);
    const auto target = or_else(crm::clean_number(request.param("target")), desk.extension);
    if (source == target) return say(view_, request, false, message("Both sides are the same number"));
    std::string reason;
    for (const auto& number : {source, target}) {
        const auto objection = objection_to(request, number, desk, reason);
        if (objection && objection != Objection::own_number)
            return say(view_, request, false, sentence_of(*objection), reason);
    }
    keep_account(request, "call_quick_dial", source + " > " + target);
    return place(request, telephone.server, dialing::quick_dial(desk, source, target),
                 message("Called, then connected"), source + " > " + target);
}

web::Response ClickToDial::listen(const web::Request& request)
{
    const auto named = calls::parse_leg_id(request.param("leg"));
    const auto call = named ? calls_.call_in(request.scope(), named->first, named->second) : std::nullopt;
    if (!call || call->leg.state != calls::LegState::link)
        return say(view_, request, false, message("The call is over"));
    const auto telephone = calls_.telephone_of(request.account().id);
    if (telephone.extension.empty()) return say(view_, request, false, sentence_of(Objection::no_telephone));
    const bool whispers = request.param("whisper") == "1";
    const auto& channel = call->incoming ? call->leg.dstchan : call->leg.srcchan;
    auto* asterisk = telephone.server == call->server ? lines_.find(call->server) : nullptr;
    if (asterisk == nullptr)
        return say(view_, request, false, message("Your telephone is not at this call's Asterisk"));
    const auto order = dialing::listen_in(placer_.desk_of(telephone), channel,
                                          whispers ? dialing::Listening::whisper : dialing::Listening::silent);
    keep_account(request, whispers ? "call_whisper" : "call_spy", channel);
    const auto action = ami::originate(order);
    if (!action) return say_why_not(view_, request, action.error());
    const auto answer = asterisk->ask(action.value());
    if (!answer) return say_why_not(view_, request, answer.error());
    return say(view_, request, true, message("Your telephone rings; then you hear the call"));
}

std::optional<Objection> ClickToDial::objection_to(const web::Request& request, const std::string& number,
                                                   const dialing::Desk& desk, std::string& reason)
{
    dialing::NumberFacts facts;
    facts.do_not_call =
        calls_.do_not_call(number, settings_.numbers.trim_prefix.trim(number), request.account().groupid);
    reason = facts.do_not_call.value_or("");
    return dialing::objection_to(number, desk, facts);
}

web::Response ClickToDial::place(const web::Request& request, const std::string& server, const ami::Originate& order,
                                 Message done, const std::string& detail)
{
    if (auto refusal = placer_.place(request, server, order)) return std::move(*refusal);
    return say(view_, request, true, done, detail);
}

void ClickToDial::keep_account(const web::Request& request, const char* audited, const std::string& detail)
{
    log_.append({.account = request.account().id,
                 .username = request.account().username,
                 .address = request.address,
                 .action = audited,
                 .object = request.param("leg"),
                 .detail = detail},
                request.now);
}

}  // namespace pages
