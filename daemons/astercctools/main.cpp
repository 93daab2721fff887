// SPDX-License-Identifier: GPL-3.0-or-later
// astercctools polls what events alone cannot tell, and looks after what is finished: peerstatus and the queue tables,
// queue_log into queue_stats, recordings, old records, numbers to be dialed again, what reports add up, calls by hand
// that are over.
//
// Trusts nothing Asterisk sends, and no path in a row. Configuration: [database], [asterisk], [asterisk:NAME],
// [system] (of astercrm.conf too: daemons/shared/pages_config), [metrics]. While database or Asterisk are away it
// waits; it ends on SIGTERM.
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/health_server.h"
#include "common/runtime/local_day.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "daemons/astercctools/attempt_closer.h"
#include "daemons/astercctools/housekeeping.h"
#include "daemons/astercctools/periodic_worker.h"
#include "daemons/astercctools/queue_log_import.h"
#include "daemons/astercctools/recording_finisher.h"
#include "daemons/astercctools/report_rollup.h"
#include "daemons/astercctools/self_test.h"
#include "daemons/astercctools/server_watch.h"
#include "daemons/astercctools/session_config.h"
#include "daemons/astercctools/table_writer.h"
#include "daemons/astercctools/tools_config.h"
#include "daemons/astercctools/tools_monitor.h"
#include "daemons/shared/pages_config.h"
#include "daemons/shared/self_test.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <vector>

namespace {

using namespace tools;

constexpr std::chrono::seconds housekeeping_interval{60};
// A turn of the writer may wait for a connection (3 s) and, per server, for statements of 30 s.
constexpr std::chrono::seconds writer_patience{120};

// The boards of all servers and the thread that writes them.
class Watches {
public:
    Watches(asio::io_context& io, const ToolsConfig& config, runtime::Metrics& metrics, runtime::Health& health)
    {
        std::vector<std::string> names;
        for (const auto& server : config.servers) {
            const auto index = watches_.size();
            names.push_back(server.asterisk.name);
            watches_.push_back(std::make_unique<ServerWatch>(
                io,
                WatchConfig{server.asterisk.name, session_config(server.asterisk), config.sleep,
                            health.require("Asterisk " + server.asterisk.name)},
                [this, index](ServerTables tables) { writer_->put(index, std::move(tables)); }));
            publish(metrics, server.asterisk.name, *watches_.back());
        }
        writer_ = std::make_unique<TableWriter>(
            config.database, std::move(names),
            [this, &io](std::size_t server, std::vector<pbx::PeerRow> peers) {
                asio::post(io, [this, server, peers = std::move(peers)] { watches_[server]->start(peers); });
            },
            WriterSigns{health.watch("the writer of peers and queues", writer_patience), health.require("database")});
        publish(metrics, *writer_);
    }

    void stop()
    {
        for (auto& watch : watches_)
            watch->stop();
    }

private:
    std::vector<std::unique_ptr<ServerWatch>> watches_;
    std::unique_ptr<TableWriter> writer_;
};

using Workers = std::vector<std::unique_ptr<PeriodicWorker>>;

// One thread per server and kind of file: a folder that is away holds up nobody else.
Workers start_chores(const ToolsConfig& config, const std::shared_ptr<Housekeeping>& housekeeping,
                     runtime::Metrics& metrics)
{
    Workers workers;
    const auto start = [&](std::string name, std::chrono::seconds interval, auto chore) {
        workers.push_back(
            std::make_unique<PeriodicWorker>(std::move(name), config.database, interval,
                                             [chore](db::LazyConnection& db) { return chore->pass(db.get()); }));
        publish(metrics, *workers.back());
    };
    for (const auto& server : config.servers) {
        const auto& name = server.asterisk.name;
        if (!server.queue_log.empty()) {
            const auto import = std::make_shared<QueueLogImport>(name, server.queue_log, config.lines_per_pass);
            start("queue_log of " + name, config.sleep, import);
            publish(metrics, name, *import);
        }
        if (!server.recordings_path.empty()) {
            const auto finisher =
                std::make_shared<RecordingFinisher>(RecordingPaths{name, server.monitor_path, server.recordings_path});
            start("recordings of " + name, config.sleep, finisher);
            publish(metrics, name, *finisher);
        }
    }
    start("housekeeping", housekeeping_interval, housekeeping);
    publish(metrics, *housekeeping);
    const auto rollup = std::make_shared<ReportRollup>(runtime::begin_of_local_hours(runtime::now()));
    start("reports", config.sleep, rollup);
    publish(metrics, *rollup);
    const auto closer = std::make_shared<AttemptCloser>();
    workers.push_back(std::make_unique<PeriodicWorker>("dialed list", config.database, config.sleep,
                                                       [closer](db::LazyConnection& db) { return closer->pass(db); }));
    publish(metrics, *workers.back());
    publish(metrics, *closer);
    return workers;
}

int run(runtime::RunContext& context)
{
    const auto config = read_tools_config(context.config);
    astercc::use_time_zone_of_pages(context.config);
    const auto watched_at = runtime::HealthServerConfig::from(context.config, "astercctools");
    astercc::refuse_foreign_schema(config.database);

    asio::io_context io{1};
    auto duty = asio::make_work_guard(io);
    runtime::Metrics metrics;
    runtime::Health health;
    Watches watches{io, config, metrics, health};
    const auto housekeeping = std::make_shared<Housekeeping>(config.keep_cdr_days, config.keep_import_days);
    const auto chores = start_chores(config, housekeeping, metrics);
    runtime::add_process_metrics(metrics, "astercctools");
    runtime::HealthServer watched{io, watched_at, metrics, health, context.report};
    const runtime::SignalWaiter signals{io,
                                        [&] {
                                            watches.stop();
                                            watched.stop();
                                            duty.reset();
                                        },
                                        [&] {
                                            context.reload([&](const runtime::Config& fresh) {
                                                const auto tools = read_tools_config(fresh);
                                                housekeeping->keep(tools.keep_cdr_days, tools.keep_import_days);
                                            });
                                        }};
    context.ready();
    io.run();
    return EXIT_SUCCESS;
}

void check(const runtime::Config& config)
{
    (void)read_tools_config(config);
    (void)runtime::HealthServerConfig::from(config, "astercctools");
}

// Beside a running astercctools too. Hours whose rows are gone keep their figures.
int recount_reports(const runtime::CommandLine& line)
{
    const auto config = runtime::Config::load(line.config_path);
    astercc::use_time_zone_of_pages(config);
    db::Connection connection{db::DbConfig::from(config)};
    const auto hours_begin_at = runtime::begin_of_local_hours(runtime::now());
    db::ReportRollupGateway{connection, hours_begin_at}.forget_positions();
    ReportRollup rollup{hours_begin_at, ReportRollup::rows_of_recount};
    while (rollup.pass(connection)) {
    }
    std::cout << rollup.slots_counted() << " hours counted\n";
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(
        argc, argv, {"astercctools", "polls peers and queues, imports queue_log, keeps house"},
        {.run = run,
         .test = self_test,
         .check = check,
         .commands = {{{"recount-reports", nullptr, "count what reports add up anew, from all rows that are there"},
                       recount_reports}}});
}
