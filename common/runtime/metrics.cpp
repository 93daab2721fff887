// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <sstream>
#include <utility>

namespace runtime {

struct Metrics::Registry : prometheus::Registry {};

void Counter::add(double n) const
{
    if (metric_ != nullptr) metric_->Increment(n);
}

void Counter::raise_to(double total) const
{
    if (metric_ != nullptr) metric_->Increment(std::max(0.0, total - metric_->Value()));
}

void Gauge::set(double value) const
{
    if (metric_ != nullptr) metric_->Set(value);
}

void Histogram::observe(double value) const
{
    if (metric_ != nullptr) metric_->Observe(value);
}

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

Counter Metrics::counter(const std::string& name, const std::string& help, const Labels& labels)
{
    return Counter{prometheus::BuildCounter().Name(name).Help(help).Register(*registry_).Add(labels)};
}

Gauge Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels)
{
    return Gauge{prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add(labels)};
}

Histogram Metrics::histogram(const std::string& name, const std::string& help, std::vector<double> bounds,
                             const Labels& labels)
{
    return Histogram{
        prometheus::BuildHistogram().Name(name).Help(help).Register(*registry_).Add(labels, std::move(bounds))};
}

void Metrics::before_text(std::function<void()> sample)
{
    samples_.push_back(std::move(sample));
}

std::string Metrics::text()
{
    for (const auto& sample : samples_)
        sample();
    std::ostringstream out;
    prometheus::TextSerializer{}.Serialize(out, registry_->Collect());
    return out.str();
}

}  // namespace runtime
