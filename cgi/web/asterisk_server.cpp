// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/asterisk_server.h"

#include "common/runtime/config.h"
#include "common/runtime/text.h"

namespace web {

namespace {

constexpr std::string_view family = "asterisk";

AsteriskServer read_server(const runtime::Config& config, const std::string& section, std::string name)
{
    AsteriskServer server;
    server.name = std::move(name);
    server.host = config.text(section, "server", "127.0.0.1");
    server.port = static_cast<unsigned short>(config.number(section, "port", 5038, 1, 65535));
    server.username = config.text(section, "username", "");
    server.secret = config.text(section, "secret", "");
    return server;
}

}  // namespace

std::vector<AsteriskServer> read_asterisk_servers(const runtime::Config& config)
{
    std::vector<AsteriskServer> servers;
    for (const auto& section : config.sections()) {
        const auto lower = runtime::to_lower(section);
        if (lower != family && !lower.starts_with(std::string{family} + ":")) continue;
        auto name = lower == family ? std::string{family} : section.substr(family.size() + 1);
        auto server = read_server(config, section, std::move(name));
        if (!server.username.empty() && !server.secret.empty()) servers.push_back(std::move(server));
    }
    return servers;
}

}  // namespace web
