// SPDX-License-Identifier: GPL-3.0-or-later
// How many events a second become rows, beside what the same database takes of the same rows in batches made
// beforehand? A repeated capture goes through parser, queue and worker as fast as they take it, with the purge at
// work. The database is named by ASTERCC_TEST_DB_SOCKET (tests/integration/private_mariadb.py).
//   events_bench CAPTURE [CALLS]
#include "common/ami/event_text.h"
#include "common/ami/parser.h"
#include "common/calls/fields.h"
#include "daemons/eventsdaemon/events_worker.h"
#include "tests/bench/call_stream.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <future>

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr int rounds = 3;
constexpr std::size_t batch_rows = 2000;
constexpr std::size_t most_queued = 64U << 20;
const std::string server = "bench";

Seconds cpu_time()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return Seconds{static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6};
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Figures {
    double per_second = 0;
    double cpu_us = 0;  // of this process, per event
};

// `work` returns how many events it brought into the table.
template <class Work>
Figures measure(Work work)
{
    const auto cpu = cpu_time();
    const auto begin = std::chrono::steady_clock::now();
    const auto events = static_cast<double>(work());
    const Seconds took = std::chrono::steady_clock::now() - begin;
    return {events / took.count(), (cpu_time() - cpu).count() * 1e6 / events};
}

events::EventsConfig config(bool tells_calls)
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr)
        throw std::runtime_error("ASTERCC_TEST_DB_SOCKET is not set: run me under private_mariadb.py");
    events::EventsConfig config;
    config.database.host = socket;
    config.database.user = "root";
    config.log_life = 2s;
    config.tells_calls = tells_calls;
    return config;
}

template <class Sink>
void read(bench::CallStream& stream, unsigned calls, Sink sink)
{
    ami::Parser parser;
    for (unsigned i = 0; i < calls; ++i)
        parser.feed(stream.call(i), [&](const ami::Message& message) {
            if (message.event().empty()) return;
            const auto arrived = runtime::now();
            sink(arrived, db::EventRow{calls::Fields{message}.time(arrived), ami::to_event_text(message)});
        });
}

std::uint64_t insert_alone(db::Connection& connection, const std::vector<db::EventRow>& rows)
{
    db::EventsGateway gateway{connection, server};
    for (std::size_t at = 0; at < rows.size(); at += batch_rows) {
        db::Transaction transaction{connection};
        gateway.append(std::span{rows}.subspan(at, std::min(batch_rows, rows.size() - at)));
        transaction.commit();
    }
    return rows.size();
}

std::uint64_t store(bench::CallStream& stream, unsigned calls, bool tells_calls)
{
    events::EventQueue queue{{.age = 0s}};
    std::promise<void> ready;
    events::EventsMonitor monitor;
    events::EventsWorker worker{queue, config(tells_calls), server, true, monitor, {[&] { ready.set_value(); }, [] {}}};
    ready.get_future().wait();
    std::uint64_t events = 0;
    read(stream, calls, [&](runtime::TimePoint arrived, db::EventRow row) {
        while (queue.queued_bytes() > most_queued)
            std::this_thread::sleep_for(1ms);
        queue.put(arrived, std::move(row));
        ++events;
    });
    while (worker.counters().stored < events)
        std::this_thread::sleep_for(1ms);
    queue.close();
    return events;
}

void empty(db::Connection& connection)
{
    while (db::purge_events(connection, db::newest_event(connection), 50'000) > 0) {
    }
}

Figures median(std::array<Figures, rounds> all)
{
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.per_second < b.per_second; });
    return all[rounds / 2];
}

void print(const char* what, const Figures& figures, double limit)
{
    std::printf("%-46s %9.0f rows/s  %5.2f of the limit  CPU %5.2f us per event\n", what, figures.per_second,
                figures.per_second / limit, figures.cpu_us);
}

void run(const std::string& capture, unsigned calls)
{
    bench::CallStream stream{capture};
    db::Connection connection{config(false).database};
    std::vector<db::EventRow> rows;
    read(stream, calls, [&](runtime::TimePoint, db::EventRow row) { rows.push_back(std::move(row)); });
    std::array<Figures, rounds> alone;
    std::array<Figures, rounds> stored;
    std::array<Figures, rounds> told;
    for (std::size_t i = 0; i < rounds; ++i) {
        empty(connection);
        alone[i] = measure([&] { return insert_alone(connection, rows); });
        empty(connection);
        stored[i] = measure([&] { return store(stream, calls, false); });
        empty(connection);
        told[i] = measure([&] { return store(stream, calls, true); });
    }
    const auto limit = median(alone).per_second;
    std::printf("%zu events of %zu bytes on average, commits of at most %zu rows, median of %d rounds in turns\n",
                rows.size(), stream.call(0).size() / stream.events(), batch_rows, rounds);
    print("the database's own limit: prepared batches", median(alone), limit);
    print("AMI bytes to rows, purge at work", median(stored), limit);
    print("the same with eventtype = event", median(told), limit);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: events_bench CAPTURE [CALLS]\n", stderr);
        return EXIT_FAILURE;
    }
    try {
        run(argv[1], argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1000);
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "events_bench: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
