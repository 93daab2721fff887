// SPDX-License-Identifier: GPL-3.0-or-later
// astercctools polls what events alone cannot tell, and looks after what is finished: peerstatus and the queue tables,
// queue_log into queue_stats, recordings, old records, numbers to be dialed again.
//
// Trusts nothing Asterisk sends, and no path in a row. Configuration: [database], [asterisk], [asterisk:NAME],
// [system]. While database or Asterisk are away it waits; it ends on SIGTERM.
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "daemons/astercctools/periodic_worker.h"
#include "daemons/astercctools/queue_log_import.h"
#include "daemons/astercctools/self_test.h"
#include "daemons/astercctools/server_watch.h"
#include "daemons/astercctools/session_config.h"
#include "daemons/astercctools/table_writer.h"
#include "daemons/astercctools/tools_config.h"

#include <cstdlib>
#include <memory>
#include <vector>

namespace {

using namespace tools;

// The boards of all servers and the thread that writes them.
class Watches {
public:
    Watches(asio::io_context& io, const ToolsConfig& config)
    {
        std::vector<std::string> names;
        for (const auto& server : config.servers) {
            const auto index = watches_.size();
            names.push_back(server.asterisk.name);
            watches_.push_back(std::make_unique<ServerWatch>(
                io, WatchConfig{server.asterisk.name, session_config(server.asterisk), config.sleep},
                [this, index](ServerTables tables) { writer_->put(index, std::move(tables)); }));
        }
        writer_ = std::make_unique<TableWriter>(
            config.database, std::move(names), [this, &io](std::size_t server, std::vector<pbx::PeerRow> peers) {
                asio::post(io, [this, server, peers = std::move(peers)] { watches_[server]->start(peers); });
            });
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

std::vector<std::unique_ptr<QueueLogImport>> make_imports(const ToolsConfig& config)
{
    std::vector<std::unique_ptr<QueueLogImport>> imports;
    for (const auto& server : config.servers)
        if (!server.queue_log.empty())
            imports.push_back(
                std::make_unique<QueueLogImport>(server.asterisk.name, server.queue_log, config.lines_per_pass));
    return imports;
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
    const auto config = read_tools_config(context.config);
    refuse_foreign_schema(config.database);

    asio::io_context io{1};
    auto duty = asio::make_work_guard(io);
    Watches watches{io, config};
    const auto imports = make_imports(config);
    const PeriodicWorker queue_logs{"queue_log", config.database, config.sleep, [&](db::Connection& connection) {
                                        bool is_more = false;
                                        for (const auto& import : imports)
                                            is_more = import->pass(connection) || is_more;
                                        return is_more;
                                    }};
    const runtime::SignalWaiter signals{io,
                                        [&] {
                                            watches.stop();
                                            duty.reset();
                                        },
                                        [] { runtime::reopen_log(); }};
    context.ready();
    io.run();
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"astercctools", "polls peers and queues, imports queue_log, keeps house"},
                                {.run = run, .test = self_test});
}
