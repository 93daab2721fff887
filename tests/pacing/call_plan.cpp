// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/call_plan.h"

#include "tests/pacing/luck.h"

#include <algorithm>
#include <cmath>

namespace pacing_test {

namespace {

// What each number of a call is for.
enum Use : std::uint64_t {
    who_answers = 1,
    setup_time = 3,
    refusal_time = 4,
    amd_verdict = 5,
    amd_time = 6,
    talk_kind = 7,
    talk_length = 8,
    machine_talk = 9,
    ring_time = 10,
    talk_normal = 100,
    wrap_normal = 120
};

class CallLuck {
public:
    CallLuck(std::uint64_t seed, std::uint64_t call) : seed_(seed), whose_(1000 + call) {}
    [[nodiscard]] double number(std::uint64_t use) const { return uniform(seed_, whose_, use); }
    [[nodiscard]] double bell(std::uint64_t use) const { return normal(seed_, whose_, use); }

    // Redrawn until it is no longer than the ring timeout.
    [[nodiscard]] double ring(double mean, double sigma, double timeout) const
    {
        for (std::uint64_t redraw = 0;; ++redraw) {
            const double time = lognormal(mean, sigma, bell(ring_time + 2 * redraw));
            if (time <= timeout) return time;
        }
    }

private:
    std::uint64_t seed_;
    std::uint64_t whose_;
};

Outcome draw_outcome(const Scenario& s, const CallLuck& luck, double p)
{
    const double u = luck.number(who_answers);
    if (u < p) return Outcome::person;
    const double v = (u - p) / (1 - p);
    if (v < s.machine) return Outcome::machine;
    if (v < s.machine + s.busy) return Outcome::busy;
    if (v < s.machine + s.busy + s.failed) return Outcome::failed;
    return Outcome::no_answer;
}

double draw_ring(const Scenario& s, const CallLuck& luck, Outcome outcome)
{
    switch (outcome) {
        case Outcome::person:
            return luck.ring(s.ring_mean, s.ring_sigma, s.ring_timeout);
        case Outcome::machine:
            return luck.ring(16, .35, s.ring_timeout);
        case Outcome::busy:
            return 1 + 2 * luck.number(refusal_time);
        case Outcome::failed:
            return .3 + 3 * luck.number(refusal_time);
        case Outcome::no_answer:
            return s.ring_timeout;
    }
    return s.ring_timeout;
}

bool is_taken_for_person(const Scenario& s, const CallLuck& luck, Outcome outcome)
{
    const bool detects = s.amd_delay > 0;
    if (outcome == Outcome::person) return !(detects && luck.number(amd_verdict) < s.amd_false_machine);
    if (outcome == Outcome::machine) return detects ? luck.number(amd_verdict) < s.amd_false_person : true;
    return false;
}

double draw_talk(const Scenario& s, const CallLuck& luck, double mean)
{
    constexpr double short_share = .35;  // refusals
    constexpr double short_length = .18;
    const double z = luck.bell(talk_normal);
    const double v = luck.number(talk_kind);
    if (s.talk == "mix")
        return v < short_share ? lognormal(mean * short_length, .6, z)
                               : lognormal(mean * (1 - short_share * short_length) / .65, .7, z);
    if (s.talk == "lognormal") return lognormal(mean, .8, z);
    const double exponential = -std::log(luck.number(talk_length));
    if (s.talk == "hyper") return exponential * (v < .4 ? mean * .25 : mean * 1.5);
    return exponential * mean;
}

}  // namespace

CallPlan draw_call(const Scenario& s, const Drift& drift, std::uint64_t call, double t)
{
    const CallLuck luck{s.seed, call};
    CallPlan plan;
    const double p = std::min(.75, std::max(.03, s.p * drift.answer_factor(t)));
    const double setup = s.setup_mean * (0.5 + luck.number(setup_time));
    plan.outcome = draw_outcome(s, luck, p);
    plan.resolved = setup + draw_ring(s, luck, plan.outcome);
    plan.needs_agent = is_taken_for_person(s, luck, plan.outcome);
    plan.needs_agent_at = plan.resolved + (s.amd_delay > 0 ? s.amd_delay * (.6 + .8 * luck.number(amd_time)) : 0.3);
    plan.talk = draw_talk(s, luck, s.talk_mean * drift.talk_factor(t));
    plan.wrap = lognormal(s.wrap_mean, s.wrap_sigma, luck.bell(wrap_normal));
    if (plan.outcome == Outcome::machine) {
        plan.talk = 4 + 6 * luck.number(machine_talk);
        plan.wrap *= .4;
    }
    plan.talk = std::max(1.0, plan.talk);
    return plan;
}

}  // namespace pacing_test
