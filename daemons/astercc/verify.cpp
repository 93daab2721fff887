// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/verify.h"

#include "common/runtime/daemon.h"
#include "daemons/astercc/mirror_worker.h"
#include "daemons/astercc/verification.h"
#include "daemons/shared/server_config.h"

#include <sysexits.h>

#include <algorithm>
#include <iostream>

namespace astercc {

namespace {

std::vector<ServerConfig> chosen(const runtime::Config& config, const std::string& name)
{
    auto servers = read_servers(config);
    if (!name.empty()) std::erase_if(servers, [&](const auto& s) { return s.name != name; });
    if (servers.empty()) config.fail("asterisk:" + name, "server", "there is no such section for --server " + name);
    return servers;
}

bool is_well(db::Connection& connection, const ServerConfig& server, const std::string& journals)
{
    Verification verification{connection, server.name, std::cout};
    verification.compare_journal(journals + "/" + server.name);
    if (const auto source = open_cdr_source(server.cdr)) verification.compare_cdr(*source);
    verification.print_summary();
    return !verification.has_differences();
}

}  // namespace

int verify(const runtime::CommandLine& line)
{
    const auto config = runtime::Config::load(line.config_path);
    const auto servers = chosen(config, line.option("server"));
    const auto journals = config.text("system", "journal_path", MirrorConfig{}.journal_directory);
    try {
        db::Connection connection{db::DbConfig::from(config)};
        const auto ill =
            std::ranges::count_if(servers, [&](const auto& server) { return !is_well(connection, server, journals); });
        return ill == 0 ? EX_OK : EXIT_FAILURE;
    } catch (const runtime::ConfigError&) {
        throw;
    } catch (const std::exception& e) {
        std::cerr << "astercc: " << e.what() << "\n";
        return EX_UNAVAILABLE;
    }
}

}  // namespace astercc
