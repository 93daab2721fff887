// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent may do only when a supervisor agrees on the spot, by name and password: an administrator, or the
// administrator of the agent's group. Attempts are throttled as those of the login page.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/secrets.h"
#include "common/db/account_gateway.h"
#include "common/db/login_gateway.h"

#include <string>

namespace pages {

class SupervisorCheck {
public:
    SupervisorCheck(db::LazyConnection& db, std::size_t memory_mib)
        : hasher_({.memory_mib = memory_mib}), accounts_(db), throttle_(db)
    {
    }

    enum class Verdict { agreed, wrong, throttled };
    [[nodiscard]] Verdict ask(const web::Request& request, const std::string& username, const std::string& password);

private:
    web::PasswordHasher hasher_;
    db::AccountGateway accounts_;
    db::LoginThrottleGateway throttle_;
};

}  // namespace pages
