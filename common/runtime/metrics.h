// SPDX-License-Identifier: GPL-3.0-or-later
// What a daemon counts, and the text Prometheus reads. A part of a daemon takes handles (Counter, Gauge, Histogram) at
// its start and uses them from whatever thread it works on; main owns the one Metrics and gives it to a HealthServer.
//
//   runtime::Metrics metrics;
//   const auto calls = metrics.counter("astercc_calls_total", "Calls that ended.", {{"server", "berlin"}});
//   calls.add();
//
// Names are those of Prometheus: a unit at the end (_seconds, _bytes), _total for what only grows. Each name has one
// help text; the same name with the same labels is the same metric. docs/architecture/metrics.md lists all of them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace runtime {

// Handles: cheap to copy, any thread, valid as long as their Metrics. A default-constructed one does nothing, so that
// parts run without metrics too (tests, benchmarks).
class Counter {
public:
    Counter() = default;
    void add(double n = 1) const;
    // For what is counted elsewhere: makes the total at least this much. One thread.
    void raise_to(double total) const;

private:
    friend class Metrics;
    explicit Counter(prometheus::Counter& metric) : metric_(&metric) {}
    prometheus::Counter* metric_ = nullptr;
};

class Gauge {
public:
    Gauge() = default;
    void set(double value) const;

private:
    friend class Metrics;
    explicit Gauge(prometheus::Gauge& metric) : metric_(&metric) {}
    prometheus::Gauge* metric_ = nullptr;
};

class Histogram {
public:
    Histogram() = default;
    void observe(double value) const;

private:
    friend class Metrics;
    explicit Histogram(prometheus::Histogram& metric) : metric_(&metric) {}
    prometheus::Histogram* metric_ = nullptr;
};

class Metrics {
public:
    using Labels = std::map<std::string, std::string>;

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // Throw std::invalid_argument for a name or label Prometheus does not know.
    [[nodiscard]] Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
    [[nodiscard]] Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
    // `bounds`: the upper ends of the buckets, rising.
    [[nodiscard]] Histogram histogram(const std::string& name, const std::string& help, std::vector<double> bounds,
                                      const Labels& labels = {});

    // `sample` runs at the start of each text(), on its thread: for values that are asked for rather than told.
    void before_text(std::function<void()> sample);

    // Everything in Prometheus' text format (version 0.0.4).
    [[nodiscard]] std::string text();

private:
    struct Registry;
    std::unique_ptr<Registry> registry_;
    std::vector<std::function<void()>> samples_;
};

// CPU, memory and descriptors of this process and its start, under the names Prometheus' own clients use, and
// astercc_build_info with the version.
void add_process_metrics(Metrics& metrics, const std::string& daemon);

}  // namespace runtime
