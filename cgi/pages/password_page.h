// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing a new password: by one's own will, or because the account must before anything else.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/secrets.h"
#include "cgi/web/sessions.h"
#include "cgi/web/view.h"
#include "common/crm/password_policy.h"
#include "common/db/account_gateway.h"
#include "common/db/login_gateway.h"

namespace pages {

class PasswordPage {
public:
    PasswordPage(db::LazyConnection& db, const web::View& view, const web::PasswordHasher& hasher);

    [[nodiscard]] web::Response show(const web::Request& request) const;
    // Ends every other session of the account.
    [[nodiscard]] web::Response change(const web::Request& request);

private:
    // The section of the template that tells what is wrong; "" = nothing.
    [[nodiscard]] web::Response form(const web::Request& request, const char* problem) const;

    const web::View& view_;
    const web::PasswordHasher& hasher_;
    web::Sessions sessions_;
    db::AccountGateway accounts_;
    db::LoginThrottleGateway throttle_;
    db::AccountLogGateway log_;
};

}  // namespace pages
