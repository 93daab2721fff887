// SPDX-License-Identifier: GPL-3.0-or-later
// Which Asterisk servers to listen to: section [asterisk] (named "asterisk") and any number of [asterisk:NAME].
#pragma once

#include "daemons/shared/cdr_config.h"

#include <string>
#include <vector>

namespace runtime {
class Config;
}

namespace astercc {

struct ServerConfig {
    std::string name;  // the column `server` of everything this Asterisk says
    std::string host;
    unsigned short port = 5038;
    std::string username;
    std::string secret;
    std::string record_username;  // starts recordings; empty = the user above does
    std::string record_secret;
    CdrConfig cdr;
};

// At least one; throws runtime::ConfigError naming the key that is missing or wrong.
[[nodiscard]] std::vector<ServerConfig> read_servers(const runtime::Config& config);

}  // namespace astercc
