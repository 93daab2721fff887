// SPDX-License-Identifier: GPL-3.0-or-later
// The cookies we set. The session's is __Host-sid over HTTPS, which no other host and no plain HTTP page can plant.
#pragma once

#include "cgi/web/request.h"

#include <string>
#include <string_view>

namespace web {

constexpr std::string_view language_cookie = "lang";
constexpr std::string_view login_token_cookie = "login_token";  // ties the login form to this browser

[[nodiscard]] std::string_view session_cookie_name(bool https);
// The session's token as the browser sent it; "" when it has none of the right form.
[[nodiscard]] std::string session_token(const Request& request);

// Values for Set-Cookie.
[[nodiscard]] std::string set_session_cookie(std::string_view token, bool https);
[[nodiscard]] std::string clear_session_cookie(bool https);
[[nodiscard]] std::string set_login_token_cookie(std::string_view token, bool https);
[[nodiscard]] std::string set_language_cookie(i18n::Language language, bool https);

}  // namespace web
