// SPDX-License-Identifier: GPL-3.0-or-later
// The Asterisk servers of astercrm.conf and one manager session to each, opened when it is first needed and kept by
// the process.
#pragma once

#include "common/ami/client.h"

#include <map>
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

// Sections [asterisk] (named "asterisk") and [asterisk:NAME]. One without username or secret is left out: pages show
// its calls and do nothing with them.
[[nodiscard]] std::vector<AsteriskServer> read_asterisk_servers(const runtime::Config& config);

class AsteriskLines {
public:
    explicit AsteriskLines(const std::vector<AsteriskServer>& servers);
    // Null when nothing is configured under that name.
    [[nodiscard]] ami::Client* find(const std::string& server);

private:
    std::map<std::string, ami::Client> clients_;
};

}  // namespace web
