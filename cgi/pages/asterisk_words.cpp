// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/asterisk_words.h"

#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <array>

namespace pages {

namespace {

using i18n::message;
using i18n::Message;

struct Known {
    std::string_view words;  // what Asterisk's message begins with, in lower case
    Message sentence;
};

constexpr std::array known{
    Known{"extension does not exist", message("There is no such number")},
    Known{"did not find extension", message("There is no such number")},
    Known{"did not find context", message("The dialplan has no such context")},
    Known{"invalid extension", message("There is no such number")},
    Known{"no such channel", message("The call is over")},
    Known{"channel does not exist", message("The call is over")},
    Known{"channel not found", message("The call is over")},
    Known{"channel specified does not exist", message("The call is over")},
    Known{"unable to find channel", message("The call is over")},
    Known{"permission denied", message("Asterisk does not permit this to the web server's user")},
    Known{"transfer not permitted", message("This call cannot be transferred")},
    Known{"transfer invalid", message("This call cannot be transferred: nobody talks")},
    Known{"transfer failed", message("There is no such number")},
    Known{"invalid/unknown command", message("This Asterisk does not know how to do that")},
};

}  // namespace

web::Response say(const web::View& view, const web::Request& request, bool done, Message sentence,
                  const std::string& detail)
{
    auto text = view.catalogue(request.language()).translate(sentence.english());
    if (!detail.empty()) text += ": " + runtime::to_utf8(detail);
    return web::json(nlohmann::json{{"done", done}, {"text", text}}.dump(), done ? 200 : 409);
}

web::Response say_why_not(const web::View& view, const web::Request& request, const runtime::Error& error)
{
    runtime::log_warning("asterisk_refused",
                         {{"account", request.account().id}, {"path", request.path}, {"err", error.what}});
    using runtime::Errc;
    if (error.code == Errc::refused) {
        const auto words = runtime::to_lower(error.what);
        for (const auto& entry : known)
            if (words.starts_with(entry.words)) return say(view, request, false, entry.sentence);
        return say(view, request, false, message("Asterisk refused it"), error.what);
    }
    if (error.code == Errc::invalid) return say(view, request, false, message("This cannot be dialed"));
    auto answer = say(view, request, false, message("Asterisk did not answer"));
    answer.status = 502;
    return answer;
}

}  // namespace pages
