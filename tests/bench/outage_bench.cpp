// SPDX-License-Identifier: GPL-3.0-or-later
// An hour without the database, compressed: CALLS calls go into the journal as fast as it takes them while the database
// is away, then it is back and everything is written. scripts/lib/ccbench/outage.py stops and starts it: a line on
// standard output says what was done, a line on standard input what is to come. The database is named by
// ASTERCC_TEST_DB_SOCKET.
//   outage_bench CAPTURE CALLS
#include "daemons/astercc/mirror_worker.h"
#include "tests/bench/call_stream.h"
#include "tests/temp_directory.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
constexpr unsigned sample_every = 10'000;  // calls

double resident_mib()
{
    std::size_t total = 0;
    std::size_t resident = 0;
    std::ifstream{"/proc/self/statm"} >> total >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

db::DbConfig test_database()
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr) throw std::runtime_error("ASTERCC_TEST_DB_SOCKET is not set");
    db::DbConfig config;
    config.host = socket;
    config.user = "root";
    return config;
}

void await(const char* done)
{
    std::printf("%s\n", done);
    std::fflush(stdout);
    std::string line;
    std::getline(std::cin, line);
}

std::int64_t rows_written(db::Connection& connection)
{
    auto rows = connection.query("SELECT COUNT(*) FROM mycdr WHERE server = 'bench'");
    return rows.next() ? rows.integer(1) : 0;
}

// How much memory is taken at the beginning and at most.
struct Memory {
    double first = 0;
    double most = 0;
    void sample()
    {
        const auto mib = resident_mib();
        if (first == 0) first = mib;
        most = std::max(most, mib);
    }
};

void feed(astercc::RecordQueue& queue, bench::CallStream& stream, unsigned calls, Memory& memory)
{
    ami::Parser parser{{}, calls::is_wanted_event};
    for (unsigned i = 0; i < calls; ++i) {
        parser.feed(stream.call(i), [&](const ami::Message& message) {
            if (calls::is_wanted_event(message.event())) queue.put(runtime::now(), message);
        });
        queue.flush();
        if (i % sample_every == sample_every - 1) memory.sample();
    }
}

void run(const std::string& capture, unsigned calls)
{
    const test::TempDirectory directory{"/var/tmp"};
    astercc::MirrorConfig config;
    config.writer.database = test_database();
    config.writer.server = config.writer.origin = "bench";
    config.journal_directory = directory.path();
    ami::JournalConfig journal;
    journal.directory = directory.path() + "/bench";
    astercc::RecordQueue queue{journal, {}};
    std::promise<void> ready;
    astercc::MirrorMonitor unwatched;
    astercc::MirrorWorker worker{queue, config, unwatched, {[&] { ready.set_value(); }}};
    worker.start();
    ready.get_future().wait();
    bench::CallStream stream{capture};

    await("ready");  // the database goes
    Memory away;
    const auto began = Clock::now();
    feed(queue, stream, calls, away);
    const Seconds fed = Clock::now() - began;
    std::uintmax_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator{journal.directory})
        bytes += file.file_size();

    await("fed");  // it comes back
    db::Connection connection{config.writer.database};
    Memory back;
    const auto returned = Clock::now();
    while (rows_written(connection) < calls) {
        std::this_thread::sleep_for(std::chrono::seconds{1});
        back.sample();
    }
    const Seconds caught_up = Clock::now() - returned;
    queue.close();
    std::printf("%u calls of %zu events in %.0f s into the journal (%.1f GB); dropped %llu; rows %lld\n", calls,
                stream.events(), fed.count(), static_cast<double>(bytes) / 1e9,
                static_cast<unsigned long long>(queue.dropped()), static_cast<long long>(rows_written(connection)));
    std::printf("resident memory: away %.0f MiB after %u calls, %.0f MiB at most; catching up %.0f MiB at most\n",
                away.first, sample_every, away.most, back.most);
    std::printf("caught up in %.0f s = %.0f calls/s = %.0f x 100 calls/s\n", caught_up.count(),
                calls / caught_up.count(), calls / caught_up.count() / 100);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: outage_bench CAPTURE CALLS\n", stderr);
        return EXIT_FAILURE;
    }
    try {
        run(argv[1], static_cast<unsigned>(std::atoi(argv[2])));
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "outage_bench: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
