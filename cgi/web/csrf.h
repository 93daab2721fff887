// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: was a POST sent by a page of ours? Two independent signs: the browser says where it comes from
// (Sec-Fetch-Site, Origin), and the form carries the session's token (before a login: the login cookie's).
#pragma once

#include "cgi/web/request.h"

namespace web {

[[nodiscard]] bool is_from_our_site(const Request& request);
[[nodiscard]] bool has_right_token(const Request& request);

[[nodiscard]] inline bool is_forged(const Request& request)
{
    return !is_from_our_site(request) || !has_right_token(request);
}

}  // namespace web
