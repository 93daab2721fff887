// SPDX-License-Identifier: GPL-3.0-or-later
// The portal's dial list panel: what it shows, and what its buttons ask for.
#pragma once

#include "cgi/pages/callback_desk.h"
#include "cgi/pages/disposition_desk.h"
#include "cgi/pages/list_dialer.h"
#include "cgi/pages/supervisor_check.h"
#include "cgi/pages/work_state.h"
#include "common/i18n/message.h"

namespace pages {

class WorkDesk {
public:
    WorkDesk(db::LazyConnection& db, const web::View& view, const web::Settings& settings, web::AsteriskLines& lines);

    [[nodiscard]] web::Response state(const web::Request& request);
    // action = step (the browser is there; what is over is closed, what is due is dialed), get, dial, release, start,
    // next, pause, resume, forget.
    [[nodiscard]] web::Response act(const web::Request& request);
    // action = stop, pause; username and password of a supervisor, where the settings ask for them.
    [[nodiscard]] web::Response stop(const web::Request& request);

    CallbackDesk callbacks;
    DispositionDesk dispositions;

private:
    [[nodiscard]] web::Response change(const web::Request& request, const ListDialer::Change& change,
                                       i18n::Message done);
    [[nodiscard]] web::Response release(const web::Request& request);

    const web::View& view_;
    const web::Settings& settings_;
    ListDialer dialer_;
    WorkState state_;
    SupervisorCheck supervisors_;
    db::CallControlGateway telephones_;
    db::AccountLogGateway log_;
};

}  // namespace pages
