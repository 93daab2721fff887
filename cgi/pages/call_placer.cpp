// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/call_placer.h"

#include "cgi/pages/asterisk_words.h"
#include "cgi/web/call_file.h"
#include "common/runtime/log.h"

#include <system_error>

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

Message sentence_of(Objection objection)
{
    switch (objection) {
        case Objection::no_number:
            return message("This cannot be dialed");
        case Objection::no_telephone:
            return message("Your account has no extension");
        case Objection::own_number:
            return message("This is your own number");
        case Objection::do_not_call:
            break;
    }
    return message("This number must not be called");
}

dialing::Desk CallPlacer::desk_of(const db::Telephone& telephone) const
{
    return {.extension = telephone.extension,
            .channel = telephone.channel,
            .accountcode = telephone.accountcode,
            .incontext = or_else(telephone.incontext, settings_.incontext),
            .outcontext = or_else(telephone.outcontext, settings_.outcontext)};
}

std::optional<web::Response> CallPlacer::place(const web::Request& request, const std::string& server,
                                               const ami::Originate& order)
{
    if (!settings_.call_file_folder.empty()) return drop_file(request, order);
    auto* asterisk = lines_.find(server);
    if (asterisk == nullptr) return say(view_, request, false, message("No access to this Asterisk is configured"));
    const auto action = ami::originate(order);
    if (!action) return say_why_not(view_, request, action.error());
    const auto answer = asterisk->ask(action.value());
    if (!answer) return say_why_not(view_, request, answer.error());
    return std::nullopt;
}

std::optional<web::Response> CallPlacer::drop_file(const web::Request& request, const ami::Originate& order)
{
    const auto text = dialing::call_file(order);
    if (!text) return say_why_not(view_, request, text.error());
    try {
        web::drop_call_file(settings_.call_file_folder, text.value());
    } catch (const std::system_error& e) {
        runtime::log_error("call_file_not_written", {{"err", e.what()}});
        return say(view_, request, false, message("The call file cannot be written"));
    }
    return std::nullopt;
}

}  // namespace pages
