// SPDX-License-Identifier: GPL-3.0-or-later
// Where the programs are, as the browser sees them.
#pragma once

namespace web {

inline constexpr const char* login_url = "/astercrm/login.fcgi";
inline constexpr const char* password_url = "/astercrm/login.fcgi/password";
inline constexpr const char* portal_url = "/astercrm/portal.fcgi";
inline constexpr const char* manager_url = "/astercrm/manager.fcgi";
inline constexpr const char* play_url = "/astercrm/media.fcgi/play?id=";
inline constexpr const char* download_url = "/astercrm/media.fcgi/download?id=";

}  // namespace web
