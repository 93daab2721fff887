// SPDX-License-Identifier: GPL-3.0-or-later
// The agent says how a campaign's call ended, once for each call: kept with the call, and acted upon by its meaning.
#pragma once

#include "cgi/pages/callback_desk.h"
#include "common/db/agent_work_gateway.h"
#include "common/db/campaign_gateway.h"
#include "common/db/dial_attempt_gateway.h"
#include "common/db/login_gateway.h"
#include "common/db/record_gateway.h"

namespace pages {

class DispositionDesk {
public:
    DispositionDesk(db::LazyConnection& db, const web::View& view, CallbackDesk& callbacks);

    // attempt, disposition (its id), memo; of a callback also at and assign, see CallbackDesk.
    [[nodiscard]] web::Response choose(const web::Request& request);

private:
    // What follows from the meaning; or why a callback is not possible.
    [[nodiscard]] std::optional<CallbackDesk::Flaw> act(const web::Request& request, const db::DialAttempt& attempt,
                                                        const db::Campaign& campaign,
                                                        const db::CampaignDisposition& chosen);
    void retry(const web::Request& request, const db::DialAttempt& attempt, const db::Campaign& campaign);
    void forbid(const web::Request& request, const db::DialAttempt& attempt, const std::string& reason);

    db::LazyConnection& db_;
    const web::View& view_;
    CallbackDesk& callbacks_;
    db::AgentWorkGateway works_;
    db::DialListGateway tasks_;
    db::DialAttemptGateway attempts_;
    db::CampaignGateway campaigns_;
    db::RecordGateway do_not_call_;
    db::RowAudit audit_;
    db::AccountLogGateway log_;
};

}  // namespace pages
