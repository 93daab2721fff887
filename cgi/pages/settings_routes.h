// SPDX-License-Identifier: GPL-3.0-or-later
// The part of manager.fcgi's table about the system settings.
#pragma once

#include "cgi/pages/settings_page.h"
#include "cgi/web/routes.h"

namespace pages {

// The page outlives the table.
[[nodiscard]] web::Routes settings_routes(SettingsPage& page);

}  // namespace pages
