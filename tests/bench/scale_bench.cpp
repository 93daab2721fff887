// SPDX-License-Identifier: GPL-3.0-or-later
// What living calls cost in memory and time: tracker, feed planner and the batch's bookkeeping, as astercc runs them
// between journal and database. Every telephone of the stream is an agent's, the dearest case.
//   scale_bench CAPTURE [LIVING] [DAY]     LIVING calls alive at once (10000); DAY calls one after another (864000: a
//   day
//                                          at 10 calls/s)
#include "common/ami/parser.h"
#include "common/calls/feed_event.h"
#include "common/calls/tracker.h"
#include "common/db/call_batch.h"
#include "tests/bench/call_stream.h"

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <optional>
#include <string>

namespace {

constexpr unsigned calls_per_commit = 100;
constexpr unsigned more_calls = 1000;  // passing by while others live
constexpr double mebibyte = 1024.0 * 1024.0;

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double heap_bytes()
{
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

double resident_mebibytes()
{
    std::ifstream status{"/proc/self/statm"};
    double pages = 0;
    double resident = 0;
    status >> pages >> resident;
    return resident * 4096 / mebibyte;
}

calls::AgentDirectory everybody()
{
    std::vector<calls::AgentAccount> accounts;
    for (unsigned extension = 8001; extension <= 8010; ++extension) {
        calls::AgentAccount account;
        account.id = extension;
        account.extension = std::to_string(extension);
        account.channel = "PJSIP/" + account.extension;
        account.server = "bench";
        accounts.push_back(account);
    }
    return calls::AgentDirectory{std::move(accounts)};
}

// What astercc keeps of the calls of one server.
class Mirror {
public:
    void read(std::string_view bytes)
    {
        tracker_->begin_record(++record_);
        parser_.feed(bytes, [&](const ami::Message& message) {
            tracker_->apply(message, {}, changes_);
            if (!changes_.empty()) keep();
        });
    }
    // All but the database.
    std::uint64_t commit()
    {
        batch_->written();
        return tracker_->oldest_record().value_or(record_);
    }
    [[nodiscard]] std::size_t living_channels() const { return tracker_->live_channels(); }

    // Lets go of one part after the other; how much heap each gives back.
    void print_sizes(unsigned calls)
    {
        const auto print = [&](const char* part, auto& owner) {
            const double before = heap_bytes();
            owner.reset();
            std::printf("  %-10s %6.0f bytes per call\n", part, (before - heap_bytes()) / calls);
        };
        print("batch", batch_);
        print("feed", feed_);
        print("tracker", tracker_);
    }

private:
    void keep()
    {
        std::vector<calls::FeedEvent> told;
        feed_->plan(changes_, tracker_->last_event_time(), agents_, told);
        for (auto& change : changes_) {
            if (auto* changed = std::get_if<calls::LegChanged>(&change))
                batch_->add_live({std::move(changed->leg), {}});
            else if (auto* dropped = std::get_if<calls::LegDropped>(&change))
                batch_->add_drop(dropped->key);
            else
                batch_->add_finished({std::move(std::get<calls::LegFinished>(change).finished), {}});
        }
        changes_.clear();
    }

    ami::Parser parser_{{}, calls::is_wanted_event};
    calls::AgentDirectory agents_ = everybody();
    std::optional<calls::Tracker> tracker_{std::in_place};
    std::optional<calls::FeedPlanner> feed_{std::in_place, "bench"};
    std::optional<db::CallBatch> batch_{std::in_place};
    std::vector<calls::Change> changes_;
    std::uint64_t record_ = 0;
};

// A captured call in two parts: until the first hangup, and the rest.
class Calls {
public:
    explicit Calls(const std::string& capture) : stream_(capture)
    {
        end_ = stream_.call(0).find("Event: HangupRequest");
        if (end_ == std::string_view::npos) throw std::runtime_error(capture + ": nobody hangs up");
    }
    std::string_view beginning(unsigned index) { return stream_.call(index).substr(0, end_); }
    std::string_view rest(unsigned index) { return stream_.call(index).substr(end_); }
    [[nodiscard]] std::size_t events() const { return stream_.events(); }

private:
    bench::CallStream stream_;
    std::size_t end_ = 0;
};

// CPU per event and per commit of calls that come and go while others live.
void measure_passing_calls(Mirror& mirror, Calls& calls, unsigned living, unsigned first)
{
    double reading = 0;
    double committing = 0;
    for (unsigned i = first; i < first + more_calls; ++i) {
        for (const bool is_rest : {false, true}) {
            const auto bytes = is_rest ? calls.rest(i) : calls.beginning(i);
            const double begin = cpu_seconds();
            mirror.read(bytes);
            const double read = cpu_seconds();
            mirror.commit();
            reading += read - begin;
            committing += cpu_seconds() - read;
        }
    }
    std::printf("%6u calls alive: %4.0f ns per event, %6.0f ns per commit (without the database)\n", living,
                reading * 1e9 / (more_calls * static_cast<double>(calls.events())),
                committing * 1e9 / (2.0 * more_calls));
}

void measure_living_calls(Calls& calls, unsigned living)
{
    Mirror mirror;
    (void)calls.beginning(0);
    const double heap = heap_bytes();
    unsigned alive = 0;
    unsigned passing = living;
    for (const unsigned next : {living / 1000, living / 10, living}) {
        for (; alive < next; ++alive) {
            mirror.read(calls.beginning(alive));
            if (alive % calls_per_commit == 0) mirror.commit();
        }
        mirror.commit();
        measure_passing_calls(mirror, calls, alive, passing);
        passing += more_calls;
    }
    std::printf("%u calls, %zu channels: %.0f bytes of heap per call, RSS %.1f MiB\n", alive, mirror.living_channels(),
                (heap_bytes() - heap) / alive, resident_mebibytes());
    mirror.print_sizes(alive);
}

// A day's calls, a thousand of them at a time.
void measure_growth(Calls& calls, unsigned day)
{
    constexpr unsigned at_once = 1000;
    Mirror mirror;
    for (unsigned i = 0; i < day + at_once; ++i) {
        if (i < day) mirror.read(calls.beginning(i));
        if (i >= at_once) mirror.read(calls.rest(i - at_once));
        if (i % calls_per_commit == 0) mirror.commit();
        if (i == day / 10 || i == day) {
            std::printf("%9u calls done: heap %.2f MiB, RSS %.1f MiB\n", i, heap_bytes() / mebibyte,
                        resident_mebibytes());
            std::fflush(stdout);
        }
    }
    mirror.commit();
    std::printf("%9u calls over: %zu channels left, heap %.2f MiB\n", day, mirror.living_channels(),
                heap_bytes() / mebibyte);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: scale_bench CAPTURE [LIVING] [DAY]\n", stderr);
        return EXIT_FAILURE;
    }
    try {
        Calls calls{argv[1]};
        const auto number = [&](int i, unsigned otherwise) {
            return argc > i ? static_cast<unsigned>(std::atoi(argv[i])) : otherwise;
        };
        measure_living_calls(calls, number(2, 10'000));
        measure_growth(calls, number(3, 864'000));
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "scale_bench: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
