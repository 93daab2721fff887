// SPDX-License-Identifier: GPL-3.0-or-later
// dialer calls the numbers of campaigns that are started: as many as their mode and their agents allow, none that may
// not be called, none twice.
//
// Trusts nothing Asterisk sends. Writes dialedlist, dial_decision, campaign_hour, campaign_state, and takes rows out of
// diallist and back. Configuration: [database], [asterisk], [asterisk:NAME], [dialer], [system], [metrics], and of the
// astercrm.conf beside it [licence] channel. While database or Asterisk are away it waits; it ends on SIGTERM, and
// calls that run then go on: the next run settles them.
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/health_server.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "daemons/dialer/asterisk_line.h"
#include "daemons/dialer/dialer_config.h"
#include "daemons/dialer/dialer_monitor.h"
#include "daemons/dialer/dialer_worker.h"
#include "daemons/dialer/pacing_stdio.h"
#include "daemons/dialer/self_test.h"
#include "daemons/shared/self_test.h"
#include "daemons/shared/start_report.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <vector>

namespace {

using namespace dialer;

using Lines = std::vector<std::unique_ptr<AsteriskLine>>;

Lines open_lines(asio::io_context& io, const DialerConfig& config, Inbox& inbox, runtime::Health& health,
                 runtime::Metrics& metrics)
{
    Lines lines;
    for (const auto& server : config.servers) {
        lines.push_back(std::make_unique<AsteriskLine>(
            io, AsteriskLine::Config{lines.size(), server, config.context, health.require("Asterisk " + server.name)},
            inbox));
        metrics.before_text([line = lines.back().get(),
                             gauge = metrics.gauge("astercc_ami_up", "1 while logged in at Asterisk.",
                                                   {{"server", server.name}})] { gauge.set(line->is_up() ? 1 : 0); });
    }
    return lines;
}

int run(runtime::RunContext& context)
{
    const auto config = read_dialer_config(context.config);
    const auto watched_at = runtime::HealthServerConfig::from(context.config, "dialer");
    astercc::refuse_foreign_schema(config.database);

    asio::io_context io{1};
    auto duty = asio::make_work_guard(io);
    runtime::Metrics metrics;
    runtime::Health health;
    Inbox inbox;
    DialerMonitor monitor{metrics, health};
    const auto lines = open_lines(io, config, inbox, health, metrics);
    std::vector<AsteriskLine*> views;
    for (const auto& line : lines)
        views.push_back(line.get());
    auto worker = std::make_unique<DialerWorker>(config, views, inbox, monitor);
    runtime::add_process_metrics(metrics, "dialer");
    runtime::HealthServer watched{io, watched_at, metrics, health, context.report};
    const runtime::SignalWaiter signals{io,
                                        [&] {
                                            inbox.close();
                                            for (const auto& line : lines)
                                                line->stop();
                                            watched.stop();
                                            duty.reset();
                                        },
                                        [&] {
                                            context.reload([&](const runtime::Config& fresh) {
                                                worker->limit_channels(read_dialer_config(fresh).max_channels);
                                            });
                                        }};
    for (const auto& line : lines)
        line->start();
    context.ready();
    io.run();
    worker.reset();
    return EXIT_SUCCESS;
}

void check(const runtime::Config& config)
{
    (void)read_dialer_config(config);
    (void)runtime::HealthServerConfig::from(config, "dialer");
}

int pace(const runtime::CommandLine& /*line*/)
{
    return pace_over_stdio(std::cin, std::cout, std::cerr);
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"dialer", "calls the numbers of campaigns"},
                                {.run = run,
                                 .test = self_test,
                                 .check = check,
                                 .commands = {{{"pacing-stdio", nullptr,
                                                "speak the pacing protocol, version 1, over standard input and output"},
                                               pace}}});
}
