// SPDX-License-Identifier: GPL-3.0-or-later
// What a supervisor does with a live call or an agent of his scope: listen, whisper, barge, hang up; ready, pause, log
// out. Each is a row of account_log, and where the settings say so the agent is told. The answer is a sentence
// (asterisk_words.h); what becomes of it comes through /live.
#pragma once

#include "cgi/pages/originator.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/call_control_gateway.h"
#include "common/db/login_gateway.h"
#include "common/db/supervision_gateway.h"

#include <string>

namespace pages {

class Supervision {
public:
    Supervision(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                web::AsteriskLines& lines);

    // leg; how = silent, whisper, barge; account: whose end of the call, where both may be listened to. Rings the
    // supervisor's own telephone.
    [[nodiscard]] web::Response listen(const web::Request& request);
    [[nodiscard]] web::Response hang_up(const web::Request& request);  // leg
    // account; action = ready, pause (reason: a row of pause_reason, or none), off
    [[nodiscard]] web::Response force(const web::Request& request);

private:
    [[nodiscard]] std::optional<db::SupervisedCall> named_call(const web::Request& request);
    void tell(const web::Request& request, const std::vector<unsigned>& accounts, calls::Supervision what,
              const std::string& reason = "");

    db::LazyConnection& db_;
    const web::View& view_;
    const web::Settings& settings_;
    web::AsteriskLines& lines_;
    db::SupervisionGateway supervised_;
    db::CallControlGateway telephones_;
    db::AccountLogGateway log_;
    Originator originator_;
};

}  // namespace pages
