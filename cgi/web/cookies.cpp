// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/cookies.h"

#include "cgi/web/secrets.h"
#include "common/crm/session_cookie.h"

namespace web {

namespace {

std::string cookie(std::string_view name, std::string_view value, std::string_view attributes, bool https)
{
    std::string text(name);
    text.append("=").append(value).append("; Path=/; ").append(attributes);
    return https ? text.append("; Secure") : text;
}

}  // namespace

std::string_view session_cookie_name(bool https)
{
    return https ? crm::secure_session_cookie : crm::plain_session_cookie;
}

std::string session_token(const Request& request)
{
    const auto& value = request.cookie(session_cookie_name(request.https));
    return is_token(value) ? value : std::string{};
}

std::string set_session_cookie(std::string_view token, bool https)
{
    return cookie(session_cookie_name(https), token, "HttpOnly; SameSite=Lax", https);
}

std::string clear_session_cookie(bool https)
{
    return cookie(session_cookie_name(https), "", "HttpOnly; SameSite=Lax; Max-Age=0", https);
}

std::string set_login_token_cookie(std::string_view token, bool https)
{
    return cookie(login_token_cookie, token, "HttpOnly; SameSite=Strict", https);
}

std::string set_language_cookie(i18n::Language language, bool https)
{
    return cookie(language_cookie, i18n::to_string(language), "HttpOnly; SameSite=Lax; Max-Age=31536000", https);
}

}  // namespace web
