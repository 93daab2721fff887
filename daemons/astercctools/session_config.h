// SPDX-License-Identifier: GPL-3.0-or-later
// How to reach the manager of a configured server.
#pragma once

#include "common/ami/session.h"
#include "daemons/shared/server_config.h"

#include <string>

namespace tools {

[[nodiscard]] inline ami::SessionConfig session_config(const astercc::ServerConfig& server)
{
    ami::SessionConfig config;
    config.host = server.host;
    config.port = std::to_string(server.port);
    config.username = server.username;
    config.secret = server.secret;
    return config;
}

}  // namespace tools
