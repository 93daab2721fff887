// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/click_to_dial.h"

#include "cgi/pages/asterisk_words.h"
#include "cgi/pages/telephone_desk.h"
#include "common/crm/phone_number.h"

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
    : view_(view), settings_(settings), calls_(db), log_(db), originator_(db, view, settings, lines)
{
}

web::Response ClickToDial::dial(const web::Request& request)
{
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto desk = desk_of(telephone, settings_);
    const auto number = crm::clean_number(request.param("number"));
    std::string reason;
    if (const auto objection = objection_to(request, number, desk, reason))
        return say(view_, request, false, sentence_of(*objection), reason);
    log_.append({request.actor(), "call_dial", {}, number}, request.now);
    const bool callee_first = settings_.callee_rings_first;
    const auto first = callee_first ? dialing::FirstRing::callee : dialing::FirstRing::caller;
    const auto done = callee_first ? message("This is called, then your telephone rings")
                                   : message("Your telephone rings, then this is called");
    auto refusal = originator_.dial(request, telephone.server, dialing::click_to_dial(desk, number, first));
    return refusal ? *refusal : say(view_, request, true, done, number);
}

web::Response ClickToDial::quick_dial(const web::Request& request)
{
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto desk = desk_of(telephone, settings_);
    const auto source = or_else(crm::clean_number(request.param("source")), desk.extension);
    const auto target = or_else(crm::clean_number(request.param("target")), desk.extension);
    if (source == target) return say(view_, request, false, message("Both sides are the same number"));
    std::string reason;
    for (const auto& number : {source, target}) {
        const auto objection = objection_to(request, number, desk, reason);
        if (objection && objection != Objection::own_number)
            return say(view_, request, false, sentence_of(*objection), reason);
    }
    log_.append({request.actor(), "call_quick_dial", {}, source + " > " + target}, request.now);
    auto refusal = originator_.dial(request, telephone.server, dialing::quick_dial(desk, source, target));
    return refusal ? *refusal : say(view_, request, true, message("Called, then connected"), source + " > " + target);
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

}  // namespace pages
