// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/answer_rate.h"

#include <algorithm>
#include <cmath>

namespace dialing::pacing {

namespace {

constexpr double lowest = .02;
constexpr double highest = .9;
constexpr double pace_period = 30;     // s
constexpr double change_sigmas = 3.2;  // what chance does not explain
constexpr double fewest_for_change = 15;
constexpr double burst_memory = 12;  // s
constexpr double burst_prior = 4;
constexpr double most_burst = 2.2;
constexpr double drift = .0009;      // squared: the rate moves by 3 % before it is seen
constexpr double start_doubt = .25;  // squared, of a list nobody has called yet
constexpr double start_doubt_s = 22;

}  // namespace

void AnswerRate::Memory::add(double more_persons, double more_exposure, double length)
{
    const double keep = std::max(0.0, 1 - more_exposure / length);
    persons = persons * keep + more_persons;
    exposure = exposure * keep + more_exposure;
}

void AnswerRate::call_dialed(double at)
{
    ++calls_since_pace_;
    if (batches_.empty() || batches_.back().at != at) batches_.push_back({at, 0});
    ++batches_.back().calls;
}

void AnswerRate::person_answered()
{
    ++new_persons_;
}

void AnswerRate::update(double now, const AnswerDelay& delay)
{
    measure_pace(now);
    const double elapsed = std::max(1e-9, now - last_update_);
    const double exposure = exposure_since(now, elapsed, delay);
    const double persons = new_persons_;
    new_persons_ = 0;
    last_update_ = now;
    sample_ += exposure;
    slow_.add(persons, exposure, std::clamp(calls_per_second_ * 400, 100.0, 4000.0));
    quick_.add(persons, exposure, std::clamp(calls_per_second_ * 30, 25.0, 1500.0));
    restart_after_change();
    guard_against_burst(elapsed, persons, exposure);
    uncertainty_ = std::sqrt((1 - guarded_) / (guarded_ * std::max(1.0, slow_.exposure)) + drift +
                             start_doubt * std::exp(-now / start_doubt_s));
}

double AnswerRate::exposure_since(double now, double elapsed, const AnswerDelay& delay)
{
    const double longest = static_cast<double>(delay.bins()) * AnswerDelay::bin + 1;
    while (!batches_.empty() && batches_.front().at < now - longest)
        batches_.pop_front();
    double exposure = 0;
    for (const auto& batch : batches_) {
        const double age = now - batch.at;
        exposure += batch.calls * (delay.answered_by(age) - delay.answered_by(age - elapsed));
    }
    return exposure;
}

void AnswerRate::measure_pace(double now)
{
    const double elapsed = now - pace_measured_;
    if (elapsed < pace_period) return;
    calls_per_second_ = .7 * calls_per_second_ + .3 * static_cast<double>(calls_since_pace_) / elapsed;
    calls_since_pace_ = 0;
    pace_measured_ = now;
}

void AnswerRate::restart_after_change()
{
    const double rate = slow_.rate();
    const double variance = std::max(.02, rate * (1 - std::min(.95, rate)));
    const double deviation = std::sqrt(variance * (1 / quick_.exposure + 1 / slow_.exposure));
    if (quick_.exposure > fewest_for_change && std::abs(quick_.rate() - rate) > change_sigmas * deviation)
        slow_ = quick_;
}

void AnswerRate::guard_against_burst(double elapsed, double persons, double exposure)
{
    const double rate = std::clamp(slow_.rate(), lowest, highest);
    const double keep = std::exp(-elapsed / burst_memory);
    burst_persons_ = burst_persons_ * keep + persons;
    burst_expected_ = burst_expected_ * keep + rate * exposure;
    const double expected = burst_expected_ + burst_prior;
    const double excess = (burst_persons_ + burst_prior - std::sqrt(expected)) / expected;
    guarded_ = std::min(.85, rate * std::clamp(excess, 1.0, most_burst));
}

}  // namespace dialing::pacing
