// SPDX-License-Identifier: GPL-3.0-or-later
// What the mains of the web programs share: configuration, log, time zone, and the sentence when it cannot start.
#pragma once

#include "cgi/web/settings.h"
#include "cgi/web/site.h"

#include <functional>

namespace programs {

// Loads the settings and runs, and again whenever they are outdated; returns the exit status (78 configuration, 70
// anything else).
int run_program(const char* name, const std::function<int(const web::Settings&)>& run);

// Until the settings are outdated, at the latest: run()'s result.
int serve(web::Site& site, const web::Settings& settings);

}  // namespace programs
