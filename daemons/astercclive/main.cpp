// SPDX-License-Identifier: GPL-3.0-or-later
// astercclive: tails the feed once for all browsers, holds the present state of agents, calls and queues, and pushes
// both as Server-Sent Events.
//
// Trusts: the rows of feed, session, astercrm_account, and what the board reads (common/db/board_gateway). Writes:
// session.lastseen, nothing else; it holds nothing that could be lost. Configuration: [database], [live], [metrics],
// the time zone (daemons/shared/pages_config).
// Ends on SIGTERM; browsers come back with Last-Event-ID.
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/health_server.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "common/runtime/spawn.h"
#include "daemons/astercclive/board_hub.h"
#include "daemons/astercclive/board_thread.h"
#include "daemons/astercclive/database_thread.h"
#include "daemons/astercclive/hub.h"
#include "daemons/astercclive/live_config.h"
#include "daemons/astercclive/live_metrics.h"
#include "daemons/astercclive/server.h"
#include "daemons/astercclive/session_watch.h"
#include "daemons/shared/pages_config.h"

#include <sys/resource.h>
#include <sysexits.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace {

constexpr std::chrono::seconds sweep_every{1};
constexpr std::chrono::seconds statement_patience{2};
constexpr std::chrono::seconds database_patience{60};  // a connection's and a statement's time limits are shorter

// A stream is a descriptor: take all that the system lets us have.
void allow_many_descriptors()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

// Once a second: what time does to the streams, and whether the feed is reached.
asio::awaitable<void> sweep(asio::io_context& io, live::Hub& hub, live::BoardHub& board,
                            const live::DatabaseThread& database, runtime::Need feed)
{
    asio::steady_timer timer{io};
    for (;;) {
        timer.expires_after(sweep_every);
        co_await timer.async_wait(asio::use_awaitable);
        const auto now = std::chrono::steady_clock::now();
        hub.sweep(now);
        board.sweep(now, hub.watermark());
        if (database.is_connected() && hub.is_ready())
            feed.met();
        else
            feed.missing(database.is_connected() ? "is not read yet" : "the database is away");
    }
}

int run(runtime::RunContext& context)
{
    const auto config = live::LiveConfig::from(context.config);
    astercc::use_time_zone_of_pages(context.config);
    const auto watched_at = runtime::HealthServerConfig::from(context.config, "astercclive");
    allow_many_descriptors();

    asio::io_context io{1};
    runtime::Metrics metrics;
    runtime::Health health;
    const live::LiveMetrics counted{metrics};
    const auto feed = health.require("the feed");
    live::Hub hub{{.age = config.keep, .events = config.keep_rows}, counted};
    live::BoardHub board{counted};
    live::BoardThread board_reading{io, db::DbConfig::from(context.config),
                                    [&board](live::BoardNews news) { board.deliver(std::move(news)); },
                                    health.watch("the board's thread", database_patience)};
    live::DatabaseThread database{io,
                                  db::DbConfig::from(context.config),
                                  config,
                                  {.feed = [&hub](live::TailBatch batch) { hub.deliver(std::move(batch)); },
                                   .moved = [&board_reading](unsigned account) { board_reading.moved(account); }},
                                  health.watch("the database thread", database_patience)};
    live::Server server{io, config, hub, board, database};

    database.start();
    board_reading.start();
    server.start();
    const runtime::SignalWaiter signals{io, [&io] { io.stop(); },
                                        [&] {
                                            context.reload([&](const runtime::Config& fresh) {
                                                server.limit_streams(live::LiveConfig::from(fresh).max_streams);
                                            });
                                        }};
    runtime::spawn_logged(io.get_executor(), "sweep", [&] { return sweep(io, hub, board, database, feed); });
    runtime::spawn_logged(io.get_executor(), "sessions",
                          [&] { return live::watch_sessions(io, hub, board, database); });
    runtime::log_info("listening", {{"address", config.listen}, {"port", config.port}});
    metrics.before_text([&] {
        counted.streams.set(static_cast<double>(hub.streams()));
        counted.events_kept.set(static_cast<double>(hub.events()));
        counted.board_rows.set(static_cast<double>(board.rows()));
        counted.board_viewers.set(static_cast<double>(board.viewers()));
        counted.database_up.set(database.is_connected() ? 1 : 0);
    });
    runtime::add_process_metrics(metrics, "astercclive");
    const runtime::HealthServer watched{io, watched_at, metrics, health, context.report};
    context.ready();
    io.run();

    const bool board_has_stopped = board_reading.stop(statement_patience);
    if (!database.stop(statement_patience) || !board_has_stopped) {
        runtime::log_warning("statement_left_behind");
        std::_Exit(EXIT_SUCCESS);
    }
    database.rethrow_failure();
    return EXIT_SUCCESS;
}

int test(const runtime::Config& config)
{
    const auto settings = live::LiveConfig::from(config);
    try {
        db::Connection connection{db::DbConfig::from(config)};
        std::cout << "database " << connection.where() << ": feed at " << db::FeedGateway{connection}.watermark()
                  << "\n";
    } catch (const std::exception& e) {
        std::cout << "database: " << e.what() << "\n  Check section [database] of " << config.path()
                  << " and that the server runs.\n";
        return EX_UNAVAILABLE;
    }
    if (runtime::running_pid(runtime::pid_file_path(config, "astercclive")) == 0) {
        asio::io_context io;
        const auto free_port = live::Server::take_port(io, settings);
    }
    std::cout << "listens on " << settings.listen << " port " << settings.port << "\nSuccess\n";
    return EXIT_SUCCESS;
}

void check(const runtime::Config& config)
{
    (void)live::LiveConfig::from(config);
    (void)runtime::HealthServerConfig::from(config, "astercclive");
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"astercclive", "pushes the feed to browsers as Server-Sent Events"},
                                {.run = run, .test = test, .check = check});
}
