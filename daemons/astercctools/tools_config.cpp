// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/tools_config.h"

#include "common/runtime/config.h"

namespace tools {

namespace {

constexpr std::string_view main_section = "asterisk";

std::string section_of(const astercc::ServerConfig& server)
{
    return server.name == main_section ? server.name : "asterisk:" + server.name;
}

std::string folder(std::string path)
{
    if (!path.empty() && path.back() != '/') path += '/';
    return path;
}

std::string absolute(const runtime::Config& config, const std::string& section, std::string_view key, std::string path)
{
    if (!path.empty() && path.front() != '/') config.fail(section, key, "'" + path + "' is no absolute path");
    return path;
}

ToolsServer read_server(const runtime::Config& config, const astercc::ServerConfig& asterisk, bool is_first)
{
    const auto section = section_of(asterisk);
    const auto path = [&](std::string_view key, std::string_view otherwise) {
        const auto of_all = is_first ? config.text("system", key, otherwise) : std::string{};
        return absolute(config, section, key, config.text(section, key, of_all));
    };
    ToolsServer server;
    server.asterisk = asterisk;
    server.queue_log = path("queue_log_path", "/var/log/asterisk/queue_log");
    server.monitor_path = folder(path("monitorpath", "/var/spool/asterisk/monitor/"));
    server.recordings_path = folder(path("recordings_path", server.monitor_path));
    if (server.recordings_path.empty()) server.recordings_path = server.monitor_path;
    return server;
}

}  // namespace

ToolsConfig read_tools_config(const runtime::Config& config)
{
    ToolsConfig tools;
    tools.database = db::DbConfig::from(config);
    for (const auto& server : astercc::read_servers(config))
        tools.servers.push_back(read_server(config, server, tools.servers.empty()));
    tools.sleep = std::chrono::seconds{config.number("system", "time_of_sleep", 5, 1, 3600)};
    tools.lines_per_pass = static_cast<std::size_t>(config.number("system", "line_number", 50, 1, 10'000));
    tools.keep_cdr_days = static_cast<int>(config.number("system", "keep_cdr_days", 0, 0, 36'500));
    tools.keep_import_days = static_cast<int>(config.number("system", "keep_import_days", 30, 0, 36'500));
    return tools;
}

}  // namespace tools
