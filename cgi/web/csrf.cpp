// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/csrf.h"

#include "cgi/web/cookies.h"
#include "cgi/web/secrets.h"

namespace web {

bool is_from_our_site(const Request& request)
{
    if (!request.fetch_site.empty() && request.fetch_site != "same-origin") return false;
    // "null" is what our own forms send too, because of our Referrer-Policy; browsers of old, and all of them on
    // plain HTTP, say nothing better. Then the token decides.
    if (request.origin.empty() || request.origin == "null") return true;
    // The scheme is left out: behind a proxy that ends TLS we would not know it.
    const auto host_at = request.origin.find("://");
    return host_at != std::string::npos && request.origin.substr(host_at + 3) == request.host;
}

bool has_right_token(const Request& request)
{
    const auto& expected = request.visitor ? request.visitor->csrf_token : request.cookie(login_token_cookie);
    return is_token(expected) && is_same_secret(expected, request.param("csrf"));
}

}  // namespace web
