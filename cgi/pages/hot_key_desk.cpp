// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/hot_key_desk.h"

#include "cgi/pages/asterisk_words.h"
#include "common/crm/hot_keys.h"

namespace pages {

using i18n::message;

web::Response HotKeyDesk::choose(const web::Request& request)
{
    const auto& keys = request.param("keys");
    switch (crm::check_hot_keys(keys)) {
        case crm::HotKeyFlaw::none:
            break;
        case crm::HotKeyFlaw::malformed:
            return say(view_, request, false, message("These keys cannot be used"));
        case crm::HotKeyFlaw::taken:
            return say(view_, request, false, message("One key cannot mean two things"));
    }
    hot_keys_.store(request.account().id, keys);
    return say(view_, request, true, message("Your hot keys are saved"));
}

}  // namespace pages
