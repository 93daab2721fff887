// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/role_report.h"

#include "common/db/lease.h"
#include "common/runtime/host.h"
#include "daemons/shared/server_config.h"

#include <iostream>

namespace astercc {

namespace {

std::string role(const std::optional<db::LeaseRow>& lease, int pid)
{
    if (!lease || !lease->expires || *lease->expires <= lease->now) return "nobody is active";
    const auto& holder = lease->holder;
    if (holder.host == runtime::host_name() && holder.process == pid) return "active";
    return "standby; active is " + holder.host + " pid " + std::to_string(holder.process);
}

}  // namespace

void report_roles(const runtime::Config& config, int pid)
{
    const auto servers = read_servers(config);
    try {
        db::Connection connection{db::DbConfig::from(config)};
        for (const auto& server : servers)
            std::cout << server.name << ": " << role(db::look_at_lease(connection, db::lease_name(server.name)), pid)
                      << "\n";
    } catch (const std::exception& e) {
        std::cout << "who is active is not known, the database is away: " << e.what() << "\n";
    }
}

}  // namespace astercc
