// SPDX-License-Identifier: GPL-3.0-or-later
// astercc mirrors Asterisk's manager events into the database: live legs in curcdr, finished ones in mycdr, and what
// agents must hear at once in the feed.
//
// Trusts nothing Asterisk sends (numbers and names are callers' words). Configuration: [database], [asterisk],
// [asterisk:NAME], [system]. While database or Asterisk are away it keeps what it has and retries; it ends on SIGTERM.
#include "common/db/connection.h"
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/health_server.h"
#include "common/runtime/log.h"
#include "common/runtime/pid_file.h"
#include "common/runtime/signals_asio.h"
#include "daemons/astercc/replay.h"
#include "daemons/astercc/role_report.h"
#include "daemons/astercc/server_mirror.h"
#include "daemons/astercc/verify.h"
#include "daemons/shared/self_test.h"

#include <deque>

namespace {

using namespace astercc;

MirrorConfig mirror_config(const runtime::Config& config)
{
    MirrorConfig mirror;
    mirror.writer.database = db::DbConfig::from(config);
    mirror.writer.feed_keep = std::chrono::minutes{config.number("system", "feed_keep_minutes", 60, 1, 100'000)};
    mirror.journal_directory = config.text("system", "journal_path", mirror.journal_directory);
    mirror.journal_keep = std::chrono::hours{config.number("system", "journal_keep_hours", 24, 1, 10'000)};
    mirror.resync_every = std::chrono::seconds{config.number("system", "resync_seconds", 600, 0, 600'000)};
    return mirror;
}

std::unique_ptr<ServerMirror> start_mirror(runtime::RunContext& context, asio::io_context& io,
                                           const ServerConfig& server, const MirrorConfig& mirror,
                                           const RecordingConfig& recording, const AgentConfig& agents,
                                           StartReport& report, MirrorMonitor& monitor)
{
    try {
        return std::make_unique<ServerMirror>(io, server, mirror, recording, agents, report, monitor);
    } catch (const runtime::AlreadyRunning& e) {
        context.config.fail("system", "journal_path",
                            std::string{e.what()} + ", another astercc: give this one a journal_path of its own");
    }
}

int run(runtime::RunContext& context)
{
    const auto servers = read_servers(context.config);
    const auto mirror = mirror_config(context.config);
    const auto recording = read_recording(context.config);
    const auto agents = read_agents(context.config);
    const auto watched_at = runtime::HealthServerConfig::from(context.config, "astercc");
    StartReport report{context.foreground};
    report.connecting(mirror.writer.database);
    refuse_foreign_schema(mirror.writer.database);

    asio::io_context io{1};
    auto duty = asio::make_work_guard(io);
    runtime::Metrics metrics;
    runtime::Health health;
    std::deque<MirrorMonitor> monitors;
    std::vector<std::unique_ptr<ServerMirror>> mirrors;
    for (const auto& server : servers) {
        auto& monitor = monitors.emplace_back(metrics, health, server.name);
        mirrors.push_back(start_mirror(context, io, server, mirror, recording, agents, report, monitor));
        metrics.before_text([m = mirrors.back().get()] { m->sample(); });
    }
    runtime::add_process_metrics(metrics, "astercc");
    runtime::HealthServer watched{io, watched_at, metrics, health, context.report};
    const runtime::SignalWaiter signals{io,
                                        [&] {
                                            for (auto& m : mirrors)
                                                m->stop();
                                            watched.stop();
                                            duty.reset();
                                        },
                                        [&] { context.reload(); }};
    context.ready();
    io.run();
    mirrors.clear();  // writes what is left
    return EXIT_SUCCESS;
}

void check(const runtime::Config& config)
{
    (void)read_servers(config);
    (void)mirror_config(config);
    (void)read_recording(config);
    (void)read_agents(config);
    (void)runtime::HealthServerConfig::from(config, "astercc");
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"astercc", "mirrors Asterisk's manager events into the database"},
                                {.run = run,
                                 .test = self_test,
                                 .check = check,
                                 .status = report_roles,
                                 .commands = {{{"replay", "FILE",
                                                "print what a journal (folder or segment) or a raw AMI capture means; "
                                                "writes nothing"},
                                               replay},
                                              {{"verify", nullptr,
                                                "compare the journal, and Asterisk's CDR where configured, with the "
                                                "database; writes nothing"},
                                               verify}},
                                 .options = {{"server", "NAME", "of --replay and --verify: only this server"}}});
}
