// SPDX-License-Identifier: GPL-3.0-or-later
// Who is logged in: a cookie's random token, its hash in the database. A session ends 30 minutes after it was last
// used and 12 hours after it began. A login always gets a new token, so a planted one is worth nothing.
#pragma once

#include "cgi/web/request.h"
#include "common/db/session_gateway.h"

#include <optional>
#include <string>

namespace web {

class Sessions {
public:
    explicit Sessions(db::LazyConnection& db) : gateway_(db) {}

    [[nodiscard]] std::optional<Visitor> find(const Request& request);
    // Ends the session the browser came with, if any, begins one for the account; returns the Set-Cookie value.
    [[nodiscard]] std::string begin(const db::Account& account, i18n::Language language, const Request& request);
    void end(const Request& request);
    void end_all_of(unsigned account) { gateway_.remove_all_of(account); }
    void set_language(const Visitor& visitor, i18n::Language language);

private:
    db::SessionGateway gateway_;
};

}  // namespace web
