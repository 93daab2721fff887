// SPDX-License-Identifier: GPL-3.0-or-later
// eventsdaemon stores every event of every Asterisk in the table `events` and keeps it log_life seconds. With
// eventtype = event it also tells the pages of calls, so that the screen pop works without astercc.
//
// Trusts nothing Asterisk sends. Configuration: [database], [asterisk], [asterisk:NAME], [system]. While the database
// is away it keeps events in memory, log_life seconds and 256 MiB at most; it ends on SIGTERM.
#include "common/db/connection.h"
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/health_server.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "daemons/eventsdaemon/server_events.h"
#include "daemons/shared/self_test.h"

#include <deque>

namespace {

using namespace events;

int run(runtime::RunContext& context)
{
    const auto servers = astercc::read_servers(context.config);
    const auto config = EventsConfig::from(context.config);
    const auto watched_at = runtime::HealthServerConfig::from(context.config, "eventsdaemon");
    astercc::StartReport report{context.foreground};
    report.connecting(config.database);
    astercc::refuse_foreign_schema(config.database);

    asio::io_context io{1};
    auto duty = asio::make_work_guard(io);
    runtime::Metrics metrics;
    runtime::Health health;
    std::deque<EventsMonitor> monitors;
    std::vector<std::unique_ptr<ServerEvents>> sources;
    for (const auto& server : servers) {
        auto& monitor = monitors.emplace_back(metrics, health, server.name);
        sources.push_back(std::make_unique<ServerEvents>(io, server, config, sources.empty(), report, monitor));
        metrics.before_text([source = sources.back().get()] { source->sample(); });
        health.measure_lag([source = sources.back().get()] { return source->lag(); });
    }
    runtime::add_process_metrics(metrics, "eventsdaemon");
    runtime::HealthServer watched{io, watched_at, metrics, health, context.report};
    const runtime::SignalWaiter signals{io,
                                        [&] {
                                            for (auto& source : sources)
                                                source->stop();
                                            watched.stop();
                                            duty.reset();
                                        },
                                        [&] { context.reload(); }};
    runtime::log_info("storing", {{"servers", servers.size()},
                                  {"log_life", config.log_life.count()},
                                  {"eventtype", config.tells_calls ? "event" : "curcdr"}});
    context.ready();
    io.run();
    sources.clear();  // writes what is left
    return EXIT_SUCCESS;
}

void check(const runtime::Config& config)
{
    (void)astercc::read_servers(config);
    (void)EventsConfig::from(config);
    (void)runtime::HealthServerConfig::from(config, "eventsdaemon");
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"eventsdaemon", "stores Asterisk's manager events in the database"},
                                {.run = run, .test = astercc::self_test, .check = check});
}
