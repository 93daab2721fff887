// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: weights by bin, of times. Some weight must not be zero.
#pragma once

#include <cmath>
#include <numeric>
#include <vector>

namespace dialing::pacing {

inline double lognormal_density(double x, double mean, double sigma)
{
    constexpr double root_two_pi = 2.5066;
    const double z = (std::log(x) - (std::log(mean) - sigma * sigma / 2)) / sigma;
    return std::exp(-z * z / 2) / (x * sigma * root_two_pi);
}

// Share of the weight below each bin's lower edge: one entry more than bins, from 0 to 1.
inline std::vector<double> cumulated(const std::vector<double>& weights)
{
    std::vector<double> shares(weights.size() + 1, 0);
    std::partial_sum(weights.begin(), weights.end(), shares.begin() + 1);
    const double total = shares.back();
    for (auto& share : shares)
        share /= total;
    return shares;
}

inline void scale(std::vector<double>& weights, double factor)
{
    for (auto& weight : weights)
        weight *= factor;
}

}  // namespace dialing::pacing
