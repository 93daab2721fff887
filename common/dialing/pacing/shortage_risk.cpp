// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/shortage_risk.h"

#include <algorithm>
#include <cmath>

namespace dialing::pacing {

namespace {

constexpr auto horizons = ShortageRisk::horizons;
constexpr auto& horizon_s = ShortageRisk::horizon_s;
constexpr std::size_t most_answers = 96;  // more at once never end well for a small team
constexpr double negligible = 1e-4;
constexpr double least_variance = .05;

struct RatePoint {
    double weight;
    double deviations;
};
constexpr std::array<RatePoint, 3> rate_points{{{2 / 3., 0}, {1 / 6., 1.732}, {1 / 6., -1.732}}};

// The share of the answer delay's law that lies nearer to each horizon than to its neighbors.
std::array<double, horizons> horizon_weights(const AnswerDelay& delay)
{
    std::array<double, horizons> weights{};
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

// Adds `count` events of probability p to the distribution of their number.
void convolve(std::vector<double>& distribution, int count, double p)
{
    for (; count > 0; --count) {
        if (distribution.size() < most_answers) distribution.push_back(0);
        for (std::size_t i = distribution.size() - 1; i > 0; --i)
            distribution[i] = distribution[i] * (1 - p) + distribution[i - 1] * p;
        distribution[0] *= 1 - p;
    }
}

// What one call more costs when the others want so many agents more than there are.
double price_at(const std::vector<double>& prices, long short_of)
{
    if (short_of < 0) return 0;
    return prices[std::min(prices.size() - 1, static_cast<std::size_t>(short_of))];
}

std::vector<double> frees_by(const RiskInput& input, double horizon)
{
    std::vector<double> freed{1.0};
    for (const auto& likely : input.release.free_within(seconds_to_free(horizon, input.wait)))
        convolve(freed, likely.agents, likely.probability);
    return freed;
}

// Each horizon costs what the dearest one from it on costs.
void carry_back(std::array<double, horizons>& costs)
{
    for (std::size_t k = horizons - 1; k > 0; --k)
        costs[k - 1] = std::max(costs[k - 1], costs[k]);
}

double weighted(const std::array<double, horizons>& weights, const std::array<double, horizons>& costs)
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
            answers_[r][k] = {1.0};
            for (const auto& open : input.open) {
                const double p = input.delay.answers_within(open.age_bin, horizon_s[k], rate);
                if (p >= negligible) convolve(answers_[r][k], open.calls, p);
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

double ExactShortageRisk::cost_of_next() const
{
    double sum = 0;
    for (std::size_t r = 0; r < rates; ++r) {
        std::array<double, horizons> costs{};
        for (std::size_t k = 0; k < horizons; ++k)
            for (std::size_t a = 0; a < answers_[r][k].size(); ++a)
                costs[k] += answers_[r][k][a] * price_by_answers_[k][a];
        carry_back(costs);
        sum += rate_points[r].weight * weighted(weight_, costs);
    }
    return sum;
}

void ExactShortageRisk::add_calls(int calls)
{
    for (std::size_t r = 0; r < rates; ++r)
        for (std::size_t k = 0; k < horizons; ++k)
            convolve(answers_[r][k], calls, answer_probability_[r][k]);
    price_answers();
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

double NormalShortageRisk::cost_at(const Balance& at) const
{
    const double p = at.answer_probability;
    const double answers = at.answers + added_ * p;
    const double doubt = answers * uncertainty_;
    const double deviation = std::sqrt(at.variance + added_ * p * (1 - p) + doubt * doubt + least_variance);
    double cost = 0;
    double short_of = idle_ + at.free - answers - .5;
    for (const double step : price_steps_) {
        if (step != 0) cost += step * upper_tail(short_of / deviation);
        short_of += 1;
    }
    return cost;
}

double NormalShortageRisk::cost_of_next() const
{
    std::array<double, horizons> costs{};
    std::transform(balance_.begin(), balance_.end(), costs.begin(), [this](const Balance& b) { return cost_at(b); });
    carry_back(costs);
    return weighted(weight_, costs);
}

}  // namespace dialing::pacing
