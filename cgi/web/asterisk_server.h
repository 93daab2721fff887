// SPDX-License-Identifier: GPL-3.0-or-later
// The Asterisk servers of astercrm.conf: sections [asterisk] (named "asterisk") and [asterisk:NAME].
#pragma once

#include <string>
#include <vector>

namespace runtime {
class Config;
}

namespace web {

struct AsteriskServer {
    std::string name;  // the column `server` of its calls
    std::string host;
    unsigned short port = 5038;
    std::string username;
    std::string secret;
};

// One without username or secret is left out: pages show its calls and do nothing with them.
[[nodiscard]] std::vector<AsteriskServer> read_asterisk_servers(const runtime::Config& config);

}  // namespace web
