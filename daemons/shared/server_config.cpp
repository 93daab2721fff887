// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/server_config.h"

#include "common/runtime/config.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace astercc {

namespace {

constexpr std::string_view family = "asterisk";
constexpr std::size_t name_width = 40;  // the column `server`

bool is_name(std::string_view name)
{
    return !name.empty() && name.size() <= name_width && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

ServerConfig read_server(const runtime::Config& config, const std::string& section, std::string name)
{
    ServerConfig server;
    server.name = std::move(name);
    server.host = config.text(section, "server", "127.0.0.1");
    server.port = static_cast<unsigned short>(config.number(section, "port", 5038, 1, 65535));
    server.username = config.required_text(section, "username");
    server.secret = config.required_text(section, "secret");
    server.record_username = config.text(section, "record_username", "");
    if (!server.record_username.empty()) server.record_secret = config.required_text(section, "record_secret");
    server.cdr = read_cdr_config(config, section);
    return server;
}

}  // namespace

std::vector<ServerConfig> read_servers(const runtime::Config& config)
{
    std::vector<ServerConfig> servers;
    for (const auto& section : config.sections()) {
        const auto lower = runtime::to_lower(section);
        if (lower == family) {
            servers.push_back(read_server(config, section, std::string{family}));
        } else if (lower.starts_with("asterisk:")) {
            auto name = section.substr(family.size() + 1);
            if (!is_name(name))
                config.fail(section, "NAME", "the name after ':' must be 1 to 40 letters, digits, '-', '_' or '.'");
            servers.push_back(read_server(config, section, std::move(name)));
        }
    }
    if (servers.empty()) config.fail(family, "server", "no section [asterisk]: name the Asterisk to listen to");
    return servers;
}

}  // namespace astercc
