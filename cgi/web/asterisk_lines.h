// SPDX-License-Identifier: GPL-3.0-or-later
// One manager session to each Asterisk of astercrm.conf, opened when it is first needed and kept by the process.
#pragma once

#include "cgi/web/asterisk_server.h"
#include "common/ami/client.h"

#include <map>
#include <string>
#include <vector>

namespace web {

class AsteriskLines {
public:
    explicit AsteriskLines(const std::vector<AsteriskServer>& servers);
    // Null when nothing is configured under that name.
    [[nodiscard]] ami::Client* find(const std::string& server);
    // Of the configuration's first one; null when there is none.
    [[nodiscard]] ami::Client* first();

private:
    std::map<std::string, ami::Client> clients_;
    std::string first_;
};

}  // namespace web
