// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/asterisk_lines.h"

namespace web {

AsteriskLines::AsteriskLines(const std::vector<AsteriskServer>& servers)
{
    for (const auto& server : servers)
        clients_.try_emplace(
            server.name,
            ami::ClientConfig{
                .host = server.host, .port = server.port, .username = server.username, .secret = server.secret});
    if (!servers.empty()) first_ = servers.front().name;
}

ami::Client* AsteriskLines::first()
{
    return find(first_);
}

ami::Client* AsteriskLines::find(const std::string& server)
{
    const auto found = clients_.find(server);
    return found == clients_.end() ? nullptr : &found->second;
}

}  // namespace web
