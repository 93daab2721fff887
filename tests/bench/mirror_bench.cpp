// SPDX-License-Identifier: GPL-3.0-or-later
// How many calls a second reach the database? Feeds a repeated capture through parser, journal, tracker and writer as
// fast as they take it, until every row is there. The database is named by ASTERCC_TEST_DB_SOCKET
// (tests/integration/private_mariadb.py).
//   mirror_bench CAPTURE [CALLS]
#include "daemons/astercc/mirror_worker.h"
#include "tests/bench/call_stream.h"
#include "tests/temp_directory.h"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <future>

namespace {

using Seconds = std::chrono::duration<double>;

Seconds cpu_time()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return Seconds{static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6};
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

db::DbConfig test_database()
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr)
        throw std::runtime_error("ASTERCC_TEST_DB_SOCKET is not set: run me under private_mariadb.py");
    db::DbConfig config;
    config.host = socket;
    config.user = "root";
    return config;
}

std::int64_t finished_rows(db::Connection& connection)
{
    auto rows = connection.query("SELECT COUNT(*) FROM mycdr WHERE server = 'bench'");
    return rows.next() ? rows.integer(1) : 0;
}

astercc::MirrorConfig mirror_config(const std::string& directory)
{
    astercc::MirrorConfig config;
    config.writer.database = test_database();
    config.writer.server = "bench";
    config.writer.origin = "bench";
    config.journal_directory = directory;
    return config;
}

void run(const std::string& capture, unsigned calls)
{
    const test::TempDirectory directory;
    bench::CallStream stream{capture};
    const auto config = mirror_config(directory.path());
    db::Connection connection{config.writer.database};
    connection.execute("DELETE FROM mycdr WHERE server = 'bench'");
    ami::JournalConfig journal;
    journal.directory = directory.path() + "/bench";
    astercc::RecordQueue queue{journal, {}};
    std::promise<void> ready;
    astercc::MirrorMonitor unwatched;
    auto worker = std::make_unique<astercc::MirrorWorker>(queue, config, unwatched,
                                                          astercc::MirrorWorker::Callbacks{[&] { ready.set_value(); }});
    worker->start();
    ready.get_future().wait();

    ami::Parser parser{{}, calls::is_wanted_event};
    const auto begin = std::chrono::steady_clock::now();
    const auto cpu = cpu_time();
    for (unsigned i = 0; i < calls; ++i) {
        parser.feed(stream.call(i), [&](const ami::Message& message) {
            if (calls::is_wanted_event(message.event())) queue.put(runtime::now(), message);
        });
        queue.flush();
    }
    while (finished_rows(connection) < calls)
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    const Seconds elapsed = std::chrono::steady_clock::now() - begin;
    const double cpu_ms = (cpu_time() - cpu).count() * 1000 / calls;
    queue.close();
    worker.reset();
    const double rate = calls / elapsed.count();
    std::printf("calls %u of %zu events, rows in mycdr %lld\n", calls, stream.events(),
                static_cast<long long>(finished_rows(connection)));
    std::printf("%.0f calls/s = %.0f events/s into the database; CPU of astercc %.3f ms per call\n", rate,
                rate * static_cast<double>(stream.events()), cpu_ms);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: mirror_bench CAPTURE [CALLS]\n", stderr);
        return EXIT_FAILURE;
    }
    try {
        run(argv[1], argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 5000);
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "mirror_bench: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
