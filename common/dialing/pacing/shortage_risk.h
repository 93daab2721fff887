// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what one more call would cost, in abandoned calls: the index rule of predictive dialing. A call is worth
// placing while the expected price of what it abandons, should a person answer it, is below a threshold.
//
// At ten horizons the number of persons who will have answered is set against the number of agents who will be free.
// Both are sums of independent yes-or-no events with probabilities of their own: exactly so for small teams
// (EventCount), in the normal approximation for large ones. The new call takes an agent away from every call that is
// answered later, too, so a horizon costs what the worst one after it costs. The uncertainty of the answer rate is
// integrated over: three points (Gauss-Hermite) in the exact case, variance in the other.
#pragma once

#include "common/dialing/pacing/agent_release.h"
#include "common/dialing/pacing/answer_delay.h"
#include "common/dialing/pacing/event_count.h"

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

constexpr std::size_t horizons = 10;
template <class T>
using PerHorizon = std::array<T, horizons>;

// How many calls may be placed, `most` at most, so that the next one's expected price stays within `limit`.
class ShortageRisk {
public:
    virtual ~ShortageRisk() = default;
    [[nodiscard]] virtual int calls_within(double limit, int most) = 0;
};

// For teams of up to some forty. To be asked once.
class ExactShortageRisk : public ShortageRisk {
public:
    explicit ExactShortageRisk(const RiskInput& input);
    [[nodiscard]] int calls_within(double limit, int most) override;
    // Of one more call.
    [[nodiscard]] double cost() const;
    void add_call();

private:
    static constexpr std::size_t rates = 3;
    void price_answers();

    PerHorizon<double> weight_;                                   // share of the answers near each horizon
    std::array<PerHorizon<double>, rates> answer_probability_{};  // of a new call
    std::array<PerHorizon<EventCount>, rates> answers_;
    PerHorizon<EventCount> frees_;
    PerHorizon<std::vector<double>> price_by_answers_;
    std::vector<double> prices_;
    int idle_;
};

class NormalShortageRisk : public ShortageRisk {
public:
    explicit NormalShortageRisk(const RiskInput& input);
    [[nodiscard]] int calls_within(double limit, int most) override;
    // Of one more call, after so many.
    [[nodiscard]] double cost_after(int calls) const;

private:
    struct Balance {
        double answers = 0;
        double free = 0;
        double variance = 0;
        double answer_probability = 0;  // of a new call
    };
    [[nodiscard]] double cost_at(const Balance& balance, int calls) const;

    PerHorizon<double> weight_;
    PerHorizon<Balance> balance_{};
    std::vector<double> price_steps_;
    double uncertainty_;
    double idle_;
};

}  // namespace dialing::pacing
