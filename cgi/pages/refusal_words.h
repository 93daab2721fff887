// SPDX-License-Identifier: GPL-3.0-or-later
// Why a number is not dialed, in a sentence to whoever asked for the call. In a few words: reason_words.h.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/view.h"
#include "common/dialing/refusal.h"
#include "common/i18n/message.h"

#include <string>

namespace pages {

[[nodiscard]] i18n::Message sentence_of(dialing::Reason reason);

// The sentence, and behind it the time it ends as the call center's clock has it, or why the number may not be called.
[[nodiscard]] std::string refusal_text(const web::View& view, i18n::Language language, const dialing::Refusal& refusal);

// {"done": false, "text": that, "override": whether this person may dial all the same}
[[nodiscard]] web::Response tell_refusal(const web::View& view, const web::Request& request,
                                         const dialing::Refusal& refusal, bool may_override);

}  // namespace pages
