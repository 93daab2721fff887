// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that a page asks for: a number that was clicked, quick dial, and listening to a colleague's call. They ring the
// account's own telephone, or end there; refused with a reason before Asterisk is asked when the number may not be
// called.
#pragma once

#include "cgi/pages/call_placer.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/call_control_gateway.h"
#include "common/db/login_gateway.h"
#include "common/dialing/manual_dial.h"
#include "common/i18n/message.h"

#include <string>

namespace pages {

class ClickToDial {
public:
    ClickToDial(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                web::AsteriskLines& lines);

    [[nodiscard]] web::Response dial(const web::Request& request);        // number
    [[nodiscard]] web::Response quick_dial(const web::Request& request);  // source, target; empty: the own extension
    // leg, whisper = 1: also be heard by the colleague. For managers, within their scope.
    [[nodiscard]] web::Response listen(const web::Request& request);

private:
    [[nodiscard]] std::optional<dialing::Objection> objection_to(const web::Request& request, const std::string& number,
                                                                 const dialing::Desk& desk, std::string& reason);
    [[nodiscard]] web::Response place(const web::Request& request, const std::string& server,
                                      const ami::Originate& order, i18n::Message done, const std::string& detail);
    void keep_account(const web::Request& request, const char* audited, const std::string& detail);

    const web::View& view_;
    const web::Settings& settings_;
    web::AsteriskLines& lines_;
    CallPlacer placer_;
    db::CallControlGateway calls_;
    db::AccountLogGateway log_;
};

}  // namespace pages
