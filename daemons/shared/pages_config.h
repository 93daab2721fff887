// SPDX-License-Identifier: GPL-3.0-or-later
// What daemons and pages must agree on. It stands in the pages' astercrm.conf; a daemon reads it there when that file
// lies beside its astercc.conf, and else, or against it, in its own.
#pragma once

#include "common/runtime/config.h"

#include <string_view>

namespace astercc {

// The file that says this key of [system]: `config`, else the astercrm.conf beside it, else `config`. One that cannot
// be read is told of in the log and counts as absent.
[[nodiscard]] runtime::Config config_that_says(const runtime::Config& config, std::string_view key);

// Days and hours become those of the pages: [system] timezone, else the machine's. Before threads start. Throws
// runtime::ConfigError for a zone this machine does not know.
void use_time_zone_of_pages(const runtime::Config& config);

}  // namespace astercc
