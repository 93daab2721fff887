// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the distribution of how many of some independent events happen, each with a probability of its own (Poisson
// binomial; Y. Hong, "On computing the distribution function for the Poisson binomial distribution", CSDA 59, 2013).
// Exact but for what lies beyond 95: that many at once never end well for a team small enough to be asked for.
#pragma once

#include <array>
#include <cstddef>

namespace dialing::pacing {

class EventCount {
public:
    static constexpr std::size_t most = 96;

    void add(double probability)
    {
        if (size_ < most) probability_of_[size_++] = 0;
        for (std::size_t i = size_ - 1; i > 0; --i)
            probability_of_[i] = probability_of_[i] * (1 - probability) + probability_of_[i - 1] * probability;
        probability_of_[0] *= 1 - probability;
    }
    void add(int events, double probability)
    {
        for (; events > 0; --events)
            add(probability);
    }
    // One more than the highest count.
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] double operator[](std::size_t count) const { return probability_of_[count]; }

private:
    std::array<double, most> probability_of_{1.0};
    std::size_t size_ = 1;
};

}  // namespace dialing::pacing
