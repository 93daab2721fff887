// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the cookie that holds a session's token, for those who set it and those who read it.
#pragma once

#include <string_view>

namespace crm {

constexpr std::string_view secure_session_cookie = "__Host-sid";  // over HTTPS: no other host can plant it
constexpr std::string_view plain_session_cookie = "sid";

}  // namespace crm
