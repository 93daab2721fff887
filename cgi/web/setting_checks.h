// SPDX-License-Identifier: GPL-3.0-or-later
// Do settings lead anywhere? Each check really connects, takes 5 seconds at most (a name that cannot be resolved: the
// resolver's time), and reads nothing but what says that it is the right place.
#pragma once

#include "cgi/web/settings.h"
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
// Whether astercc mirrors an Asterisk into that database now; `by_events`: whether eventsdaemon stores events there.
[[nodiscard]] Finding check_event_source(const db::DbConfig& config, bool by_events);
// Whether this machine sees the folder.
[[nodiscard]] Finding check_recordings(const std::string& folder);
// Makes a file and removes it.
[[nodiscard]] Finding check_upload_folder(const std::string& folder);
// Fills an example in and connects to the host of the address; `detail` is the address that was made.
[[nodiscard]] Finding check_external_crm(const std::string& url_template);
// Whether the web programs start with these settings. With others nobody could come back to mend them.
[[nodiscard]] Finding check_start(const Settings& settings);

}  // namespace web
