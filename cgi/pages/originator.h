// SPDX-License-Identifier: GPL-3.0-or-later
// Asks Asterisk for a call on somebody's behalf, within the channels of [licence] channel, and tells the person what
// came of it. The call's ChannelId is of our own making.
#pragma once

#include "cgi/web/asterisk_lines.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/ami/actions.h"
#include "common/db/originated_call_gateway.h"
#include "common/i18n/message.h"

#include <string>

namespace pages {

// What the person reads when Asterisk took it up.
struct Told {
    i18n::Message done;
    std::string detail{};
};

class Originator {
public:
    Originator(db::LazyConnection& db, const web::View& view, const web::Settings& settings, web::AsteriskLines& lines)
        : view_(view), settings_(settings), lines_(lines), calls_(db)
    {
    }

    // Over AMI.
    [[nodiscard]] web::Response originate(const web::Request& request, const std::string& server, ami::Originate order,
                                          const Told& told);
    // By a call file where system.allow_dropcall says so; the order must lead to an extension.
    [[nodiscard]] web::Response dial(const web::Request& request, const std::string& server, ami::Originate order,
                                     const Told& told);

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
