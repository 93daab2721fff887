// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with a campaign on the dialer's page, while it runs or before: start, stop, how it dials, a check of its
// list. The answer is a sentence (asterisk_words.h); what becomes of it comes through /live. The dialer reads the
// campaign's row each second, so a change holds from the next second on.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/campaign_control_gateway.h"
#include "common/i18n/message.h"

#include <optional>

namespace pages {

class CampaignControl {
public:
    // All outlive it.
    CampaignControl(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
        : db_(db), view_(view), settings_(settings), campaigns_(db)
    {
    }

    // All take `campaign`.
    [[nodiscard]] web::Response start(const web::Request& request);
    [[nodiscard]] web::Response stop(const web::Request& request);
    // limit_type; the number that goes with it: max_channel, queue_increasement or abandontarget
    [[nodiscard]] web::Response set_pace(const web::Request& request);
    // One step of a look at the list, which takes about a second and is asked for again until `finished`; again=1
    // begins anew. {"checked", "callable", "finished", "reasons"}, or a sentence. Numbers are only looked at.
    [[nodiscard]] web::Response check(const web::Request& request);

private:
    [[nodiscard]] web::Response set_started(const web::Request& request, bool is_started);

    db::LazyConnection& db_;
    const web::View& view_;
    const web::Settings& settings_;
    db::CampaignControlGateway campaigns_;
};

}  // namespace pages
