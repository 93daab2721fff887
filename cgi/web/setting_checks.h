// SPDX-License-Identifier: GPL-3.0-or-later
// Do settings lead anywhere? Each check really connects, takes 5 seconds at most (a name that cannot be resolved: the
// resolver's time), and reads nothing but what says that it is the right place.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace web {

struct Finding {
    bool is_good = false;
    std::string what;    // the section of the template that says it
    std::string detail;  // in the words of the other side; "" when there are none
};

struct AsteriskAccess {
    std::string host;
    std::string port;
    std::string username;
    std::string secret;
};

// Connects and looks at the schema's version.
[[nodiscard]] Finding check_database(const db::DbConfig& config);
// Logs in to the manager interface, and out again.
[[nodiscard]] Finding check_asterisk(const AsteriskAccess& access);
// Makes a file and removes it.
[[nodiscard]] Finding check_folder(const std::string& path);
// Fills an example in and connects to the host of the address; `detail` is the address that was made.
[[nodiscard]] Finding check_external_crm(const std::string& url_template);

}  // namespace web
