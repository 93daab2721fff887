// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/published_rules.h"

#include <algorithm>
#include <cmath>

namespace pacing_test {

using dialing::pacing::EventKind;
using dialing::pacing::Reason;

namespace {

constexpr std::size_t samples_kept = 15;

// The clock as VICIdial writes it, of a shift that begins at nine.
int hours_and_minutes(double t)
{
    const int minute = static_cast<int>(t / 60);
    return (9 + minute / 60) * 100 + minute % 60;
}

double percent(long part, long whole)
{
    return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

VicidialAdaptive::VicidialAdaptive(const Scenario& scenario, const Settings& settings)
    : settings_(settings), limit_percent_(100 * scenario.target), end_(scenario.duration())
{
}

void VicidialAdaptive::hear(const Event& event)
{
    if (event.kind == EventKind::dialed) {
        ++calls_;
        last_minute_.push_back({event.at, false});
    }
    if (event.kind == EventKind::connected) ++answers_;
    if (event.kind == EventKind::abandoned) {
        ++answers_;
        ++drops_;
        last_minute_.push_back({event.at, true});
    }
}

Decision VicidialAdaptive::decide(const Situation& situation)
{
    take_samples(situation);
    refresh_drops(situation.now);
    adapt_level(situation.now);
    if (!beat_.is_due(situation.now)) return {};
    const auto lines = static_cast<int>(std::lround(level_ * (situation.idle + situation.talking)));
    return {lines - (situation.ringing + situation.queued + situation.talking), Reason::limit_reached};
}

void VicidialAdaptive::take_samples(const Situation& s)
{
    for (; s.now + 1e-9 >= next_sample_; next_sample_ += 1) {
        samples_.push_back({static_cast<double>(s.idle), static_cast<double>(s.queued),
                            static_cast<double>(s.idle + s.talking + s.wrapping + s.paused)});
        if (samples_.size() > samples_kept) samples_.pop_front();
    }
}

void VicidialAdaptive::refresh_drops(double now)
{
    if (now + 1e-9 < next_drops_) return;
    next_drops_ += 60;
    seen_answers_ = answers_;
    seen_drops_ = drops_;
    seen_calls_ = calls_;
    while (!last_minute_.empty() && last_minute_.front().at < now - 60)
        last_minute_.pop_front();
    minute_drops_ = std::count_if(last_minute_.begin(), last_minute_.end(), [](const Minute& m) { return m.is_drop; });
    minute_calls_ = static_cast<long>(last_minute_.size()) - minute_drops_;
}

void VicidialAdaptive::adapt_level(double now)
{
    if (now + 1e-9 < next_level_) return;
    next_level_ += 15;
    level_ = std::max(1.0, limited(followed_level(), now));
}

double VicidialAdaptive::followed_level() const
{
    Sample mean{};
    for (const auto& sample : samples_) {
        mean.ready += sample.ready;
        mean.waiting += sample.waiting;
        mean.agents += sample.agents;
    }
    const auto n = static_cast<double>(samples_.size());
    mean.ready /= n;
    mean.waiting /= n;
    mean.agents /= n;
    const double more = mean.agents > 0 ? (mean.ready - mean.waiting + settings_.wanted_difference) / mean.agents : 0;
    const double level = std::max(1.0, std::min(settings_.maximum_level, level_ * (1 + more)));
    return minute_calls_ > 20 && percent(minute_drops_, minute_calls_) > 50 ? level / 2 : level;
}

double VicidialAdaptive::limited(double level, double now) const
{
    if (seen_calls_ <= 50 || percent(seen_drops_, seen_answers_) <= limit_percent_) return level;
    switch (settings_.method) {
        case Method::hard_limit:
            return 1;
        case Method::average:
            return level / 2;
        case Method::tapered:
            break;
    }
    const int left = hours_and_minutes(end_) - hours_and_minutes(now);
    return left < 0 ? 1 : level * std::min(1.0, left / 1000.0);
}

}  // namespace pacing_test
