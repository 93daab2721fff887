// SPDX-License-Identifier: GPL-3.0-or-later
// How a call that a page asks for reaches Asterisk: by the manager interface, or as a call file
// (system.allow_dropcall).
#pragma once

#include "cgi/web/asterisk_lines.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/call_control_gateway.h"
#include "common/dialing/manual_dial.h"
#include "common/i18n/message.h"

#include <optional>
#include <string>

namespace pages {

[[nodiscard]] i18n::Message sentence_of(dialing::Objection objection);

class CallPlacer {
public:
    CallPlacer(const web::View& view, const web::Settings& settings, web::AsteriskLines& lines)
        : view_(view), settings_(settings), lines_(lines)
    {
    }

    // The account's telephone, its contexts filled in from the settings where the group has none.
    [[nodiscard]] dialing::Desk desk_of(const db::Telephone& telephone) const;
    // Nothing: Asterisk has taken it up. Else the answer that tells why not.
    [[nodiscard]] std::optional<web::Response> place(const web::Request& request, const std::string& server,
                                                     const ami::Originate& order);

private:
    [[nodiscard]] std::optional<web::Response> drop_file(const web::Request& request, const ami::Originate& order);

    const web::View& view_;
    const web::Settings& settings_;
    web::AsteriskLines& lines_;
};

}  // namespace pages
