// SPDX-License-Identifier: GPL-3.0-or-later
// Where the programs are, as the browser sees them.
#pragma once

namespace web {

inline constexpr const char* login_url = "/astercrm/login.fcgi";
inline constexpr const char* password_url = "/astercrm/login.fcgi/password";
inline constexpr const char* portal_url = "/astercrm/portal.fcgi";

}  // namespace web
