// SPDX-License-Identifier: GPL-3.0-or-later
// Asks Asterisk for a call on somebody's behalf, within the channels of [licence] channel. A call without a ChannelId
// gets one of our own making.
#pragma once

#include "cgi/web/asterisk_lines.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/ami/actions.h"
#include "common/db/originated_call_gateway.h"

#include <optional>
#include <string>

namespace pages {

class Originator {
public:
    Originator(db::LazyConnection& db, const web::View& view, const web::Settings& settings, web::AsteriskLines& lines)
        : view_(view), settings_(settings), lines_(lines), calls_(db)
    {
    }

    // Nothing: Asterisk has taken it up. Else the answer that tells why not.
    using Refusal = std::optional<web::Response>;
    // Over AMI.
    [[nodiscard]] Refusal originate(const web::Request& request, const std::string& server, ami::Originate order);
    // By a call file where system.allow_dropcall says so; the order must lead to an extension.
    [[nodiscard]] Refusal dial(const web::Request& request, const std::string& server, ami::Originate order);

private:
    // False: as many calls as the licence block allows are there.
    [[nodiscard]] bool take_channel(const web::Request& request, const std::string& server, ami::Originate& order);
    void give_back(const ami::Originate& order);
    [[nodiscard]] web::Response say_none_free(const web::Request& request);

    const web::View& view_;
    const web::Settings& settings_;
    web::AsteriskLines& lines_;
    db::OriginatedCallGateway calls_;
};

}  // namespace pages
