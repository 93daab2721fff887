// SPDX-License-Identifier: GPL-3.0-or-later
// astercc mirrors Asterisk's manager events into the database: live legs in curcdr, finished ones in mycdr, and what
// agents must hear at once in the feed.
//
// Trusts nothing Asterisk sends (numbers and names are callers' words). Configuration: [database], [asterisk],
// [asterisk:NAME], [system]. While database or Asterisk are away it keeps what it has and retries; it ends on SIGTERM.
#include "common/db/connection.h"
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "daemons/astercc/role_report.h"
#include "daemons/astercc/self_test.h"
#include "daemons/astercc/server_mirror.h"

namespace {

using namespace astercc;

MirrorConfig mirror_config(const runtime::Config& config)
{
    MirrorConfig mirror;
    mirror.writer.database = db::DbConfig::from(config);
    mirror.writer.feed_keep = std::chrono::minutes{config.number("system", "feed_keep_minutes", 60, 1, 100'000)};
    mirror.journal_directory = config.text("system", "journal_path", mirror.journal_directory);
    mirror.journal_keep = std::chrono::hours{config.number("system", "journal_keep_hours", 24, 1, 10'000)};
    return mirror;
}

// A database that is away may come back; one of another version never fits.
void refuse_foreign_schema(const db::DbConfig& config)
{
    try {
        const db::Connection connection{config};
    } catch (const db::DbUnavailable&) {
        return;
    }
}

int run(runtime::RunContext& context)
{
    const auto servers = read_servers(context.config);
    const auto mirror = mirror_config(context.config);
    StartReport report{context.foreground};
    report.connecting(mirror.writer.database);
    refuse_foreign_schema(mirror.writer.database);

    asio::io_context io{1};
    auto duty = asio::make_work_guard(io);
    std::vector<std::unique_ptr<ServerMirror>> mirrors;
    for (const auto& server : servers)
        mirrors.push_back(std::make_unique<ServerMirror>(io, server, mirror, report));
    const runtime::SignalWaiter signals{io,
                                        [&] {
                                            for (auto& m : mirrors)
                                                m->stop();
                                            duty.reset();
                                        },
                                        [] { runtime::reopen_log(); }};
    context.ready();
    io.run();
    mirrors.clear();  // writes what is left
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"astercc", "mirrors Asterisk's manager events into the database"},
                                {.run = run, .test = self_test, .status = report_roles});
}
