// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/click_to_dial.h"

#include "cgi/pages/asterisk_words.h"
#include "cgi/pages/refusal_words.h"
#include "cgi/pages/telephone_desk.h"
#include "common/crm/phone_number.h"

namespace pages {

namespace {

using i18n::message;
using i18n::Message;

std::string or_else(const std::string& text, const std::string& otherwise)
{
    return text.empty() ? otherwise : text;
}

}  // namespace

ClickToDial::ClickToDial(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                         web::AsteriskLines& lines)
    : view_(view),
      settings_(settings),
      calls_(db),
      log_(db),
      rules_(db, settings),
      originator_(db, view, settings, lines)
{
}

web::Response ClickToDial::dial(const web::Request& request)
{
    const auto telephone = calls_.telephone_of(request.account().id);
    const auto desk = desk_of(telephone, settings_);
    const auto number = crm::clean_number(request.param("number"));
    if (auto refusal = refuse(request, number, desk)) return std::move(*refusal);
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
    for (const auto& number : {source, target}) {
        if (number == desk.extension && !number.empty()) continue;
        if (auto refusal = refuse(request, number, desk)) return std::move(*refusal);
    }
    log_.append({request.actor(), "call_quick_dial", {}, source + " > " + target}, request.now);
    auto refusal = originator_.dial(request, telephone.server, dialing::quick_dial(desk, source, target));
    return refusal ? *refusal : say(view_, request, true, message("Called, then connected"), source + " > " + target);
}

std::optional<web::Response> ClickToDial::refuse(const web::Request& request, const std::string& number,
                                                 const dialing::Desk& desk)
{
    if (desk.extension.empty()) return say(view_, request, false, message("Your account has no extension"));
    const auto& why = request.param("override");
    const auto answer = rules_.ask(request, number, desk.extension, why);
    if (!answer.refusal) {
        if (!answer.overridden.empty())
            log_.append({request.actor(), "call_override", {}, number + ": " + why}, request.now);
        return std::nullopt;
    }
    return tell_refusal(view_, request, *answer.refusal, answer.may_override);
}

}  // namespace pages
