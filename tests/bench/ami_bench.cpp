// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time per AMI event of what is done with a real stream, stage by stage, beside a bare split into lines of the
// same bytes. All stages run in turns, in one run, so that what else the machine does hits them alike.
//
//   ami_bench [CAPTURES] [ROUNDS]     CAPTURES: a directory searched for ami.raw files
//
// To add a stage, add a line to `stages`.
#include "common/ami/parser.h"
#include "common/calls/tracker.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::size_t stream_bytes = 64U << 20U;  // long enough to leave every cache
constexpr std::size_t read_size = 64U << 10U;     // what one read from the socket brings at most

struct Stage {
    const char* name;
    std::function<std::size_t(std::string_view stream)> run;  // returns a count nobody can optimize away
};

template <class Feed>
void in_reads(std::string_view stream, Feed feed)
{
    for (; !stream.empty(); stream.remove_prefix(std::min(read_size, stream.size())))
        feed(stream.substr(0, read_size));
}

std::size_t split_lines(std::string_view stream)
{
    std::size_t lines = 0;
    in_reads(stream, [&](std::string_view bytes) {
        for (auto lf = bytes.find('\n'); lf != std::string_view::npos; lf = bytes.find('\n', lf + 1))
            ++lines;
    });
    return lines;
}

std::size_t parse(std::string_view stream, ami::EventFilter filter)
{
    ami::Parser parser{{}, filter};
    std::size_t headers = 0;
    in_reads(stream, [&](std::string_view bytes) {
        parser.feed(bytes, [&](const ami::Message& m) { headers += m.headers().size(); });
    });
    return headers;
}

// As astercc does it, up to the database.
std::size_t track(std::string_view stream)
{
    ami::Parser parser{{}, calls::is_wanted_event};
    calls::Tracker tracker;
    std::vector<calls::Change> changes;
    std::size_t changed = 0;
    in_reads(stream, [&](std::string_view bytes) {
        const auto received = runtime::now();
        parser.feed(bytes, [&](const ami::Message& m) { tracker.apply(m, received, changes); });
        changed += changes.size();
        changes.clear();
    });
    return changed;
}

const std::vector<Stage> stages{
    {"raw line split", split_lines},
    {"parser, every event", [](std::string_view s) { return parse(s, nullptr); }},
    {"parser, with filter", [](std::string_view s) { return parse(s, calls::is_wanted_event); }},
    {"parser and tracker", track},
};

std::string load_captures(const fs::path& directory)
{
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.path().filename() != "ami.raw") continue;
        std::ifstream file{entry.path(), std::ios::binary};
        all.append(std::istreambuf_iterator<char>{file}, {});
    }
    if (all.empty()) throw std::runtime_error("no ami.raw below " + directory.string());
    return all;
}

std::string repeat_to(const std::string& text, std::size_t bytes)
{
    std::string out;
    out.reserve(bytes + text.size());
    while (out.size() < bytes)
        out += text;
    return out;
}

std::uint64_t count_messages(std::string_view stream)
{
    ami::Parser parser;
    parser.feed(stream, [](const ami::Message&) {});
    return parser.counters().messages;
}

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void measure(const std::string& captures, unsigned rounds)
{
    const auto stream = repeat_to(load_captures(captures), stream_bytes);
    const auto events = static_cast<double>(count_messages(stream));
    std::vector<std::vector<double>> nanoseconds(stages.size());
    std::size_t counted = 0;
    for (unsigned round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < stages.size(); ++i) {
            const auto begin = cpu_seconds();
            counted += stages[i].run(stream);
            nanoseconds[i].push_back((cpu_seconds() - begin) * 1e9 / events);
        }

    std::printf("%.0f events, %.0f bytes each, median of %u rounds (%zu things counted)\n", events,
                static_cast<double>(stream.size()) / events, rounds, counted);
    std::printf("%-28s %14s %18s\n", "stage", "CPU ns/event", "x raw line split");
    for (std::size_t i = 0; i < stages.size(); ++i)
        std::printf("%-28s %14.0f %18.2f\n", stages[i].name, median(nanoseconds[i]),
                    median(nanoseconds[i]) / median(nanoseconds[0]));
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        measure(argc > 1 ? argv[1] : CC_TEST_DATA "/captures",
                argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 11);
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "ami_bench: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
