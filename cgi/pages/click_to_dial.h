// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that a page asks for: a number that was clicked, and quick dial. They ring the account's own telephone, or end
// there; refused with a reason before Asterisk is asked when the number may not be called.
#pragma once

#include "cgi/pages/hand_dialing.h"
#include "cgi/pages/originator.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/call_control_gateway.h"
#include "common/db/login_gateway.h"
#include "common/dialing/manual_dial.h"

#include <string>

namespace pages {

class ClickToDial {
public:
    ClickToDial(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                web::AsteriskLines& lines);

    // `override`: why the number is dialed all the same, from those who may.
    [[nodiscard]] web::Response dial(const web::Request& request);        // number
    [[nodiscard]] web::Response quick_dial(const web::Request& request);  // source, target; empty: the own extension

private:
    // Why the number is not dialed; nothing: it may be.
    [[nodiscard]] std::optional<web::Response> refuse(const web::Request& request, const std::string& number,
                                                      const dialing::Desk& desk);

    const web::View& view_;
    const web::Settings& settings_;
    db::CallControlGateway calls_;
    db::AccountLogGateway log_;
    HandDialing rules_;
    Originator originator_;
};

}  // namespace pages
