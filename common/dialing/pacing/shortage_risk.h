// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what one more call would cost, in abandoned calls: the index rule of predictive dialing. A call is worth
// placing while the expected price of what it abandons, should a person answer it, is below a threshold.
//
// At ten horizons the number of persons who will have answered is set against the number of agents who will be free.
// Both are sums of independent yes-or-no events with probabilities of their own: exact convolution for small teams
// (Poisson-binomial; Y. Hong, "On computing the distribution function for the Poisson binomial distribution", CSDA 59,
// 2013), its normal approximation for large ones. The new call takes an agent away from every call that is answered
// later, too, so a horizon costs what the worst one after it costs. The uncertainty of the answer rate is integrated
// over: three points (Gauss-Hermite) in the exact case, variance in the other.
#pragma once

#include "common/dialing/pacing/agent_release.h"
#include "common/dialing/pacing/answer_delay.h"

#include <array>
#include <vector>

namespace dialing::pacing {

// So many calls that were dialed so many bins of AnswerDelay ago.
struct OpenCalls {
    int calls;
    std::size_t age_bin;
};

struct RiskInput {
    const AnswerDelay& delay;
    const AgentRelease& release;
    std::vector<OpenCalls> open;
    std::vector<double> prices;  // of the abandoned calls to come: see AbandonLedger
    double rate = 0;             // share of the calls that persons answer
    double uncertainty = 0;      // relative
    double wait = 2;             // s a person may wait
    int idle = 0;                // less than none: more persons wait than agents are idle
};

class ShortageRisk {
public:
    virtual ~ShortageRisk() = default;
    // Expected price of what one more call abandons, after `add` so many.
    [[nodiscard]] virtual double cost_of_next() const = 0;
    virtual void add_calls(int calls) = 0;

    static constexpr std::size_t horizons = 10;
    static constexpr std::array<double, horizons> horizon_s{2, 4, 6, 8, 10, 12, 14, 17, 20, 24};
};

// For teams of up to some forty.
class ExactShortageRisk : public ShortageRisk {
public:
    explicit ExactShortageRisk(const RiskInput& input);
    [[nodiscard]] double cost_of_next() const override;
    void add_calls(int calls) override;

private:
    static constexpr std::size_t rates = 3;
    using Distribution = std::vector<double>;
    void price_answers();

    std::array<double, horizons> weight_;                                   // share of the answers near each horizon
    std::array<std::array<double, horizons>, rates> answer_probability_{};  // of a new call
    std::array<std::array<Distribution, horizons>, rates> answers_;
    std::array<Distribution, horizons> frees_;
    std::array<std::vector<double>, horizons> price_by_answers_;
    std::vector<double> prices_;
    int idle_;
};

class NormalShortageRisk : public ShortageRisk {
public:
    explicit NormalShortageRisk(const RiskInput& input);
    [[nodiscard]] double cost_of_next() const override;
    void add_calls(int calls) override { added_ += calls; }

private:
    struct Balance {
        double answers = 0;
        double free = 0;
        double variance = 0;
        double answer_probability = 0;
    };
    [[nodiscard]] double cost_at(const Balance& balance) const;

    std::array<double, horizons> weight_;
    std::array<Balance, horizons> balance_{};
    std::vector<double> price_steps_;
    double uncertainty_;
    double idle_;
    int added_ = 0;
};

}  // namespace dialing::pacing
