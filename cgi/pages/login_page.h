// SPDX-License-Identifier: GPL-3.0-or-later
// Logging in and out. A guess costs the guesser: attempts are throttled before a password is looked at, and a name
// nobody has takes the same way and time as a wrong password.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/secrets.h"
#include "cgi/web/sessions.h"
#include "cgi/web/view.h"
#include "common/db/account_gateway.h"
#include "common/db/agent_request_gateway.h"
#include "common/db/login_gateway.h"

#include <optional>

namespace pages {

class LoginPage {
public:
    LoginPage(db::LazyConnection& db, const web::View& view, const web::PasswordHasher& hasher);

    [[nodiscard]] web::Response show(const web::Request& request) const;
    [[nodiscard]] web::Response log_in(const web::Request& request);
    [[nodiscard]] web::Response log_out(const web::Request& request);

private:
    enum class Problem { none, empty, wrong, throttled };

    [[nodiscard]] web::Response form(const web::Request& request, Problem problem,
                                     std::chrono::seconds wait = {}) const;
    [[nodiscard]] std::optional<db::Account> check(const std::string& username, const std::string& password);
    [[nodiscard]] web::Response welcome(const web::Request& request, const db::Account& account);
    void audit(const web::Request& request, const char* action, const std::string& username, unsigned account);

    const web::View& view_;
    const web::PasswordHasher& hasher_;
    web::Sessions sessions_;
    db::AccountGateway accounts_;
    db::AgentRequestGateway agents_;
    db::LoginThrottleGateway throttle_;
    db::AccountLogGateway log_;
};

}  // namespace pages
