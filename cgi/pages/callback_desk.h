// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that were promised for a time: rows of the dial list, made, moved and cancelled by the agent they are for, no
// farther ahead than their campaign allows.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/view.h"
#include "common/db/campaign_gateway.h"
#include "common/db/dial_list_gateway.h"
#include "common/db/row_audit.h"
#include "common/i18n/message.h"

namespace pages {

class CallbackDesk {
public:
    CallbackDesk(db::LazyConnection& db, const web::View& view);

    // number, at (ms since 1970), assign (an extension of the group; empty: the own), memo; id: an own one is changed.
    [[nodiscard]] web::Response save(const web::Request& request);
    [[nodiscard]] web::Response cancel(const web::Request& request);  // id

    // Why a callback is not possible, and the limit it passes.
    struct Flaw {
        i18n::Message sentence;
        std::string limit{};
    };
    // Within a transaction of the caller's: a new one for the task's number, its time, person and memo from the form.
    [[nodiscard]] std::optional<Flaw> add(const web::Request& request, db::DialTask task);

private:
    // The form's time, person and memo.
    [[nodiscard]] std::optional<Flaw> read(const web::Request& request, db::DialTask& task);

    db::LazyConnection& db_;
    const web::View& view_;
    db::DialListGateway tasks_;
    db::CampaignGateway campaigns_;
    db::RowAudit audit_;
};

}  // namespace pages
