// SPDX-License-Identifier: GPL-3.0-or-later
// What login.fcgi answers to.
#pragma once

#include "cgi/pages/login_page.h"
#include "cgi/pages/password_page.h"
#include "cgi/web/routes.h"

namespace pages {

// The pages outlive the table.
[[nodiscard]] web::Routes login_routes(LoginPage& login, PasswordPage& password);

}  // namespace pages
