// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/drift.h"

#include "tests/pacing/luck.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pacing_test {

namespace {

constexpr double grid = 5;             // s
constexpr double noise_memory = 1200;  // s

struct Strength {
    double wave = 0;
    double answer_noise = 0;
    double talk_noise = 0;
    double shift_gap = 0;  // mean s between sudden shifts; 0: none
};

Strength strength_of(const std::string& changes)
{
    if (changes == "default" || changes == "breaks") return {.15, .06, .06, 5400};
    if (changes == "stress") return {.25, .12, .10, 2400};
    return {};
}

double log_uniform(double low, double high, double u)
{
    return std::exp(std::log(low) + (std::log(high) - std::log(low)) * u);
}

class Shifts {
public:
    Shifts(std::uint64_t seed, double gap) : seed_(seed), gap_(gap)
    {
        next_ = gap > 0 ? -gap * std::log(uniform(seed, 12, 0)) : std::numeric_limits<double>::max();
    }

    void advance(double t)
    {
        if (t < next_) return;
        ++count_;
        answer = log_uniform(.65, 1.5, uniform(seed_, 15, count_));
        talk = log_uniform(.85, 1.18, uniform(seed_, 16, count_));
        next_ = t - gap_ * std::log(uniform(seed_, 12, count_));
    }

    double answer = 1;
    double talk = 1;

private:
    std::uint64_t seed_;
    double gap_;
    double next_;
    std::uint64_t count_ = 0;
};

}  // namespace

Drift::Drift(const Scenario& scenario)
{
    const auto seed = scenario.seed;
    const auto strength = strength_of(scenario.changes);
    const auto points = static_cast<std::size_t>(scenario.duration() / grid) + 16;
    const double phase = 6.2831853 * uniform(seed, 11, 1);
    const double keep = std::exp(-grid / noise_memory);
    const double fresh = std::sqrt(1 - keep * keep);
    Shifts shifts{seed, strength.shift_gap};
    double x = 0;
    double y = 0;
    for (std::size_t i = 0; i < points; ++i) {
        const double t = static_cast<double>(i) * grid;
        x = keep * x + fresh * strength.answer_noise * normal(seed, 13, 2 * i);
        y = keep * y + fresh * strength.talk_noise * normal(seed, 14, 2 * i);
        shifts.advance(t);
        answer_.push_back(std::max(.2, (1 + strength.wave * std::sin(6.2831853 * t / 28800 + phase) + x)) *
                          shifts.answer);
        talk_.push_back(std::max(.4, 1 + y) * shifts.talk);
    }
}

double Drift::at(const std::vector<double>& path, double t)
{
    return path[std::min(path.size() - 1, static_cast<std::size_t>(t / grid))];
}

}  // namespace pacing_test
