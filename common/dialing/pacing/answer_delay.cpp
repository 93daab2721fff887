// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/answer_delay.h"

#include "common/dialing/pacing/histogram.h"

#include <algorithm>

namespace dialing::pacing {

namespace {

// The prior weighs as much as so many calls, and is soon outvoted.
constexpr double person_prior = 20;
constexpr double other_prior = 8;
constexpr double ring_out_prior = 1.5;
constexpr double longest_setup = 7;  // s beyond the ring timeout in which a call may still say something
constexpr double memory = 1500;      // persons; older calls fade by halves

}  // namespace

AnswerDelay::AnswerDelay(double ring_timeout)
{
    const auto count = static_cast<std::size_t>((ring_timeout + longest_setup) / bin);
    for (std::size_t i = 0; i < count; ++i) {
        const double delay = (static_cast<double>(i) + .5) * bin;
        const bool rings_out = delay > ring_timeout - 1 && delay < ring_timeout + 5;
        persons_.push_back(person_prior * bin * lognormal_density(delay, 12, .5));
        others_.push_back(other_prior * bin * lognormal_density(delay, 4, .7) + (rings_out ? ring_out_prior : 0));
    }
    refresh();
}

void AnswerDelay::learn(double delay, bool is_person)
{
    const auto at = std::min(persons_.size() - 1, static_cast<std::size_t>(std::max(0.0, delay) / bin));
    (is_person ? persons_ : others_)[at] += 1;
    learned_ += is_person ? 1 : 0;
    if (learned_ <= memory) return;
    scale(persons_, .5);
    scale(others_, .5);
    learned_ /= 2;
}

void AnswerDelay::refresh()
{
    person_share_ = cumulated(persons_);
    other_share_ = cumulated(others_);
}

std::size_t AnswerDelay::bin_of(double age) const
{
    return std::min(bins(), static_cast<std::size_t>(std::max(0.0, age) / bin + .5));
}

double AnswerDelay::answered_by(double age) const
{
    if (age <= 0) return 0;
    const double place = std::min(age / bin, static_cast<double>(bins()) - 1e-9);
    const auto below = static_cast<std::size_t>(place);
    return person_share_[below] +
           (person_share_[below + 1] - person_share_[below]) * (place - static_cast<double>(below));
}

double AnswerDelay::answers_within(std::size_t age_bin, double horizon, double p) const
{
    const auto until = bin_of(static_cast<double>(age_bin) * bin + horizon);
    const double open = p * (1 - person_share_[age_bin]) + (1 - p) * (1 - other_share_[age_bin]);
    if (open < 1e-6) return 0;
    return p * (person_share_[until] - person_share_[age_bin]) / open;
}

}  // namespace dialing::pacing
