// SPDX-License-Identifier: GPL-3.0-or-later
// Where each Asterisk server's recordings are to be found from this machine: in a mounted folder, or behind a web
// address. From astercrm.conf:
//
//   [asterisk]         monitorpath      the folder on the Asterisk host, as rows of monitorrecord name it
//                      recordings_path  the same folder here; empty: the same path
//                      recordings_url   or the address of that folder: http://pbx.example/monitor/
//   [asterisk:NAME]    the same keys for a further server
#pragma once

#include <string>
#include <vector>

namespace runtime {
class Config;
}

namespace recordings {

// All three end in '/'; one of the last two is empty.
struct MonitorFolder {
    std::string server;  // monitorrecord.server
    std::string monitor_path;
    std::string path;
    std::string url;
};

// Throws runtime::ConfigError.
[[nodiscard]] std::vector<MonitorFolder> read_monitor_folders(const runtime::Config& config);

}  // namespace recordings
