// SPDX-License-Identifier: GPL-3.0-or-later
// What astercctools reads of astercc.conf.
#pragma once

#include "common/db/connection.h"
#include "daemons/shared/server_config.h"

#include <chrono>
#include <string>
#include <vector>

namespace runtime {
class Config;
}

namespace tools {

// A server and the paths of its files on this machine; an empty path: they are not here.
struct ToolsServer {
    astercc::ServerConfig asterisk;
    std::string queue_log;
    std::string monitor_path;     // where its recordings are on the Asterisk host, ending in '/' ...
    std::string recordings_path;  // ... and where the same folder is here
};

struct ToolsConfig {
    db::DbConfig database;
    std::vector<ToolsServer> servers;
    std::chrono::seconds sleep{5};
    std::size_t lines_per_pass = 50;
    int keep_cdr_days = 0;      // 0 = for ever
    int keep_import_days = 30;  // 0 = for ever
};

// Throws runtime::ConfigError. queue_log_path, monitorpath and recordings_path of [system] are those of the first
// server; a further one names its own in its section, or has none here.
[[nodiscard]] ToolsConfig read_tools_config(const runtime::Config& config);

}  // namespace tools
