// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/metrics.h"

#include <catch2/catch.hpp>

#include <thread>

using Catch::Matchers::Contains;

TEST_CASE("what is counted is in the text, with its help, its type and its labels", "[metrics]")
{
    runtime::Metrics metrics;
    metrics.counter("calls_total", "Calls that ended.", {{"server", "berlin"}}).add(3);
    metrics.gauge("legs", "Legs alive.").set(7);
    const auto text = metrics.text();
    CHECK_THAT(text, Contains("# HELP calls_total Calls that ended.\n# TYPE calls_total counter\n"
                              "calls_total{server=\"berlin\"} 3\n"));
    CHECK_THAT(text, Contains("# TYPE legs gauge\nlegs 7\n"));
}

TEST_CASE("a histogram counts into every bucket that holds the value", "[metrics]")
{
    runtime::Metrics metrics;
    const auto seconds = metrics.histogram("commit_seconds", "A commit.", {0.01, 0.1});
    seconds.observe(0.05);
    seconds.observe(5);
    const auto text = metrics.text();
    CHECK_THAT(text, Contains("commit_seconds_bucket{le=\"0.01\"} 0\n"));
    CHECK_THAT(text, Contains("commit_seconds_bucket{le=\"0.1\"} 1\n"));
    CHECK_THAT(text, Contains("commit_seconds_bucket{le=\"+Inf\"} 2\n"));
    CHECK_THAT(text, Contains("commit_seconds_count 2\n"));
}

TEST_CASE("the same name and labels are the same metric", "[metrics]")
{
    runtime::Metrics metrics;
    metrics.counter("a_total", "A.", {{"x", "1"}}).add();
    metrics.counter("a_total", "A.", {{"x", "1"}}).add();
    metrics.counter("a_total", "A.", {{"x", "2"}}).add();
    CHECK_THAT(metrics.text(), Contains("a_total{x=\"1\"} 2\n") && Contains("a_total{x=\"2\"} 1\n"));
}

TEST_CASE("a total counted elsewhere never goes down", "[metrics]")
{
    runtime::Metrics metrics;
    const auto counter = metrics.counter("a_total", "A.");
    counter.raise_to(5);
    counter.raise_to(3);
    CHECK_THAT(metrics.text(), Contains("\na_total 5\n"));
}

TEST_CASE("samples are taken when the text is asked for", "[metrics]")
{
    runtime::Metrics metrics;
    const auto gauge = metrics.gauge("depth", "Depth.");
    int depth = 1;
    metrics.before_text([&] { gauge.set(depth); });
    CHECK_THAT(metrics.text(), Contains("\ndepth 1\n"));
    depth = 2;
    CHECK_THAT(metrics.text(), Contains("\ndepth 2\n"));
}

TEST_CASE("a hostile label value stays within its quotes", "[metrics]")
{
    runtime::Metrics metrics;
    metrics.gauge("a", "A.", {{"x", "q\"\n\\"}}).set(1);
    CHECK_THAT(metrics.text(), Contains("a{x=\"q\\\"\\n\\\\\"} 1\n"));
}

TEST_CASE("a handle without metrics does nothing", "[metrics]")
{
    runtime::Counter{}.add();
    runtime::Counter{}.raise_to(1);
    runtime::Gauge{}.set(1);
    runtime::Histogram{}.observe(1);
}

TEST_CASE("threads may count while the text is written", "[metrics]")
{
    runtime::Metrics metrics;
    const auto counter = metrics.counter("a_total", "A.");
    const auto work = [counter] {
        for (int i = 0; i < 10'000; ++i)
            counter.add();
    };
    std::thread one{work};
    std::thread two{work};
    for (int i = 0; i < 20; ++i)
        CHECK_FALSE(metrics.text().empty());
    one.join();
    two.join();
    CHECK_THAT(metrics.text(), Contains("\na_total 20000\n"));
}

TEST_CASE("a process tells its CPU, memory, descriptors and version", "[metrics]")
{
    runtime::Metrics metrics;
    runtime::add_process_metrics(metrics, "astercc");
    CHECK_THAT(metrics.text(), Contains("\nprocess_cpu_seconds_total ") &&
                                   Contains("\nprocess_resident_memory_bytes ") && Contains("\nprocess_open_fds ") &&
                                   Contains("\nprocess_start_time_seconds ") &&
                                   Contains("astercc_build_info{daemon=\"astercc\",version=\""));
}
