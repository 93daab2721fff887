// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: predictive dialing: calls are placed before an agent is idle, as many as the abandoned calls allow.
//
// Each decision adds calls one by one while the expected price of what the next one would abandon (ShortageRisk, priced
// by AbandonLedger) is below a threshold; the threshold follows what was really abandoned (H. Robbins, S. Monro, "A
// stochastic approximation method", 1951), so that errors of the laws learned do not add up to an error of the result.
// Never fewer than progressive dialing places; and no more than it while too few calls have been seen, or when the
// campaign's abandoned calls are used up.
#pragma once

#include "common/dialing/pacing/abandon_ledger.h"
#include "common/dialing/pacing/agent_release.h"
#include "common/dialing/pacing/answer_delay.h"
#include "common/dialing/pacing/answer_rate.h"
#include "common/dialing/pacing/policy.h"
#include "common/dialing/pacing/shortage_risk.h"

#include <memory>
#include <unordered_map>

namespace dialing::pacing {

struct PredictiveSettings {
    LedgerRules ledger;
    double wait = 2;           // s a person may wait for an agent
    double ring_timeout = 25;  // s
    double aim = .0275;        // share of the answers the threshold steers towards
    double first_threshold = .06;
    double highest_threshold = .3;
    double threshold_step = .06;
    int exact_up_to = 40;  // agents
};

// What so many agents are sure to answer in a campaign of so many seconds, for LedgerRules::answers_expected.
[[nodiscard]] double fewest_answers(int agents, double seconds);

class Predictive : public Policy {
public:
    explicit Predictive(const PredictiveSettings& settings);
    // What the campaign did before, within the days its limit looks back.
    void set_history(long answers, long abandoned) { ledger_.set_history(answers, abandoned); }
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    void call_ended(const Event& event, bool is_person);
    void adjust_threshold(bool was_abandoned);
    void refresh(double now);
    void forget_lost_calls(double now);
    [[nodiscard]] std::vector<OpenCalls> open_calls(double now) const;
    [[nodiscard]] RiskInput risk_input(const Situation& situation);
    [[nodiscard]] std::unique_ptr<ShortageRisk> risk_of(const Situation& situation);
    [[nodiscard]] bool is_first_wave(const Situation& situation) const;
    [[nodiscard]] double threshold(const Situation& situation) const;
    [[nodiscard]] int calls_within_risk(const Situation& situation);

    PredictiveSettings settings_;
    AnswerDelay delay_;
    AgentRelease release_;
    AnswerRate rate_;
    AbandonLedger ledger_;
    std::unordered_map<std::int64_t, double> dialed_at_;  // calls of which nothing is known yet
    double log_threshold_;
    bool is_constrained_ = false;  // dear calls: the threshold is not what holds the calls back
    double next_refresh_ = 0;
};

}  // namespace dialing::pacing
