// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/originator.h"

#include "cgi/pages/asterisk_words.h"
#include "cgi/web/call_file.h"
#include "cgi/web/secrets.h"
#include "common/dialing/manual_dial.h"
#include "common/runtime/log.h"

#include <system_error>

namespace pages {

using i18n::message;

Originator::Refusal Originator::originate(const web::Request& request, const std::string& server, ami::Originate order)
{
    auto* asterisk = lines_.find(server);
    if (asterisk == nullptr) return say(view_, request, false, message("No access to this Asterisk is configured"));
    if (!take_channel(request, server, order)) return say_none_free(request);
    const auto action = ami::originate(order);
    if (!action) {
        give_back(order);
        return say_why_not(view_, request, action.error());
    }
    const auto answer = asterisk->ask(action.value());
    if (answer) return std::nullopt;
    // Without an answer it may ring all the same.
    if (answer.error().code == runtime::Errc::refused) give_back(order);
    return say_why_not(view_, request, answer.error());
}

Originator::Refusal Originator::dial(const web::Request& request, const std::string& server, ami::Originate order)
{
    if (settings_.call_file_folder.empty()) return originate(request, server, std::move(order));
    const auto text = dialing::call_file(order);
    if (!text) return say_why_not(view_, request, text.error());
    if (!take_channel(request, server, order)) return say_none_free(request);
    try {
        web::drop_call_file(settings_.call_file_folder, text.value());
    } catch (const std::system_error& e) {
        give_back(order);
        runtime::log_error("call_file_not_written", {{"err", e.what()}});
        return say(view_, request, false, message("The call file cannot be written"));
    }
    return std::nullopt;
}

bool Originator::take_channel(const web::Request& request, const std::string& server, ami::Originate& order)
{
    if (order.channel_id.empty()) order.channel_id = "astercrm-" + web::random_token();
    if (settings_.channels == 0) return true;
    return calls_.claim({.server = server, .channelid = order.channel_id, .accountid = request.account().id},
                        settings_.channels);
}

void Originator::give_back(const ami::Originate& order)
{
    if (settings_.channels != 0) calls_.give_up(order.channel_id);
}

web::Response Originator::say_none_free(const web::Request& request)
{
    return say(view_, request, false,
               message("As many calls as the settings allow were placed from here; dial again when one has ended"));
}

}  // namespace pages
