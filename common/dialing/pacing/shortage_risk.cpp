// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/shortage_risk.h"

#include <algorithm>
#include <cmath>

namespace dialing::pacing {

namespace {

constexpr PerHorizon<double> horizon_s{2, 4, 6, 8, 10, 12, 14, 17, 20, 24};
constexpr double negligible = 1e-4;
constexpr double least_variance = .05;

struct RatePoint {
    double weight;
    double deviations;
};
constexpr std::array<RatePoint, 3> rate_points{{{2 / 3., 0}, {1 / 6., 1.732}, {1 / 6., -1.732}}};

// The share of the answer delay's law that lies nearer to each horizon than to its neighbors.
PerHorizon<double> horizon_weights(const AnswerDelay& delay)
{
    PerHorizon<double> weights{};
    double before = 0;
    for (std::size_t k = 0; k < horizons; ++k) {
        const double until = k + 1 < horizons ? (horizon_s[k] + horizon_s[k + 1]) / 2 : 1e6;
        const double share = delay.answered_by(until);
        weights[k] = share - before;
        before = share;
    }
    return weights;
}

int seconds_to_free(double horizon, double wait)
{
    return static_cast<int>(horizon + wait - .5);
}

// What one call more costs when the others want so many agents more than there are.
double price_at(const std::vector<double>& prices, long short_of)
{
    if (short_of < 0) return 0;
    return prices[std::min(prices.size() - 1, static_cast<std::size_t>(short_of))];
}

EventCount frees_by(const RiskInput& input, double horizon)
{
    EventCount frees;
    for (const auto& likely : input.release.free_within(seconds_to_free(horizon, input.wait)))
        frees.add(likely.agents, likely.probability);
    return frees;
}

// Each horizon costs what the dearest one from it on costs.
void carry_back(PerHorizon<double>& costs)
{
    for (std::size_t k = horizons - 1; k > 0; --k)
        costs[k - 1] = std::max(costs[k - 1], costs[k]);
}

double weighted(const PerHorizon<double>& weights, const PerHorizon<double>& costs)
{
    double sum = 0;
    for (std::size_t k = 0; k < horizons; ++k)
        sum += weights[k] * costs[k];
    return sum;
}

double upper_tail(double deviations)
{
    return .5 * std::erfc(deviations * .70710678);
}

}  // namespace

ExactShortageRisk::ExactShortageRisk(const RiskInput& input)
    : weight_(horizon_weights(input.delay)), prices_(input.prices), idle_(input.idle)
{
    for (std::size_t k = 0; k < horizons; ++k)
        frees_[k] = frees_by(input, horizon_s[k]);
    for (std::size_t r = 0; r < rates; ++r) {
        const double rate = std::clamp(input.rate * (1 + rate_points[r].deviations * input.uncertainty), .02, .9);
        for (std::size_t k = 0; k < horizons; ++k) {
            answer_probability_[r][k] = rate * input.delay.answered_by(horizon_s[k]);
            for (const auto& open : input.open) {
                const double p = input.delay.answers_within(open.age_bin, horizon_s[k], rate);
                if (p >= negligible) answers_[r][k].add(open.calls, p);
            }
        }
    }
    price_answers();
}

void ExactShortageRisk::price_answers()
{
    for (std::size_t k = 0; k < horizons; ++k) {
        auto& priced = price_by_answers_[k];
        std::size_t most = 0;
        for (std::size_t r = 0; r < rates; ++r)
            most = std::max(most, answers_[r][k].size());
        while (priced.size() < most) {
            const auto beyond_idle = static_cast<long>(priced.size()) - idle_;
            double price = 0;
            for (std::size_t f = 0; f < frees_[k].size(); ++f)
                price += frees_[k][f] * price_at(prices_, beyond_idle - static_cast<long>(f));
            priced.push_back(price);
        }
    }
}

double ExactShortageRisk::cost() const
{
    double sum = 0;
    for (std::size_t r = 0; r < rates; ++r) {
        PerHorizon<double> costs{};
        for (std::size_t k = 0; k < horizons; ++k)
            for (std::size_t a = 0; a < answers_[r][k].size(); ++a)
                costs[k] += answers_[r][k][a] * price_by_answers_[k][a];
        carry_back(costs);
        sum += rate_points[r].weight * weighted(weight_, costs);
    }
    return sum;
}

void ExactShortageRisk::add_call()
{
    for (std::size_t r = 0; r < rates; ++r)
        for (std::size_t k = 0; k < horizons; ++k)
            answers_[r][k].add(answer_probability_[r][k]);
    price_answers();
}

int ExactShortageRisk::calls_within(double limit, int most)
{
    int calls = 0;
    for (; calls < most && cost() <= limit; ++calls)
        add_call();
    return calls;
}

NormalShortageRisk::NormalShortageRisk(const RiskInput& input)
    : weight_(horizon_weights(input.delay)), uncertainty_(input.uncertainty), idle_(input.idle)
{
    double before = 0;
    for (const double price : input.prices) {
        price_steps_.push_back(price - before);
        before = price;
    }
    for (std::size_t k = 0; k < horizons; ++k) {
        auto& at = balance_[k];
        for (const auto& likely : input.release.free_within(seconds_to_free(horizon_s[k], input.wait))) {
            at.free += likely.agents * likely.probability;
            at.variance += likely.agents * likely.probability * (1 - likely.probability);
        }
        for (const auto& open : input.open) {
            const double p = input.delay.answers_within(open.age_bin, horizon_s[k], input.rate);
            at.answers += open.calls * p;
            at.variance += open.calls * p * (1 - p);
        }
        at.answer_probability = input.rate * input.delay.answered_by(horizon_s[k]);
    }
}

double NormalShortageRisk::cost_at(const Balance& at, int calls) const
{
    const double p = at.answer_probability;
    const double answers = at.answers + calls * p;
    const double doubt = answers * uncertainty_;
    const double deviation = std::sqrt(at.variance + calls * p * (1 - p) + doubt * doubt + least_variance);
    double cost = 0;
    double to_spare = idle_ + at.free - answers - .5;
    for (const double step : price_steps_) {
        if (step != 0) cost += step * upper_tail(to_spare / deviation);
        to_spare += 1;
    }
    return cost;
}

double NormalShortageRisk::cost_after(int calls) const
{
    PerHorizon<double> costs{};
    for (std::size_t k = 0; k < horizons; ++k)
        costs[k] = cost_at(balance_[k], calls);
    carry_back(costs);
    return weighted(weight_, costs);
}

// The cost rises with every call, so that the answer can be halved in on.
int NormalShortageRisk::calls_within(double limit, int most)
{
    int low = 0;
    int high = 1;
    for (; high < most && cost_after(high) <= limit; high *= 2)
        low = high;
    high = std::min(high, most);
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (cost_after(middle) <= limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

}  // namespace dialing::pacing
