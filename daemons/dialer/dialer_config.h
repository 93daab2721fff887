// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialer reads of astercc.conf: [database], [asterisk], [asterisk:NAME], [dialer]; and of the astercrm.conf
// beside it, if there is one, what both must agree on: [licence] channel and the call center's time zone.
#pragma once

#include "common/db/connection.h"
#include "daemons/shared/server_config.h"

#include <chrono>
#include <string>
#include <vector>

namespace dialer {

struct DialerConfig {
    db::DbConfig database;
    std::vector<astercc::ServerConfig> servers;  // with the user of [dialer], where it names one
    std::string context;                         // of the dialplan that etc/asterisk brings along
    unsigned max_channels = 0;                   // of all campaigns together; 0: any number
    unsigned licence_channels = 0;               // of the suite; 0: any number
    std::string time_zone;                       // empty: this machine's
    std::chrono::milliseconds tick{250};         // between two decisions
    std::string installation;                    // tells it apart from a dialer elsewhere
};

// Throws runtime::ConfigError naming the key that is wrong.
[[nodiscard]] DialerConfig read_dialer_config(const runtime::Config& config);

}  // namespace dialer
