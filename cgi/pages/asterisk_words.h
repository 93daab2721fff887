// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is told who asked Asterisk for something: that it is done, or why not.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/view.h"
#include "common/i18n/message.h"
#include "common/runtime/result.h"

#include <string>

namespace pages {

// {"done": true or false, "text": the sentence, and behind a colon the detail when there is one}
[[nodiscard]] web::Response say(const web::View& view, const web::Request& request, bool done, i18n::Message sentence,
                                const std::string& detail = "");

// Asterisk's refusals in our words where we know them, else verbatim; 502 when it did not answer.
[[nodiscard]] web::Response say_why_not(const web::View& view, const web::Request& request,
                                        const runtime::Error& error);

}  // namespace pages
