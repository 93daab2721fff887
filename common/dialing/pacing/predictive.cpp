// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/predictive.h"

#include "common/dialing/pacing/fixed_rules.h"

#include <algorithm>
#include <cmath>

namespace dialing::pacing {

namespace {

constexpr double sample_needed = 8;  // calls seen to their end
constexpr double lowest_threshold = .003;
constexpr double first_wave_rate = .5;  // what a list nobody has called yet is taken to answer at most
constexpr double careful_start = 180;   // s, in which a large team's calls still answer together
constexpr double careful_factor = .01;
constexpr double early_days = 600;  // s, in which what is learned counts at once
constexpr double early_refresh = 10;
constexpr double later_refresh = 60;
constexpr double lost_after = 300;  // s: the end of this call was never told

constexpr double slowest_answers = 600;  // s between two of one agent

}  // namespace

double fewest_answers(int agents, double seconds)
{
    return agents * seconds / slowest_answers;
}

Predictive::Predictive(const PredictiveSettings& settings)
    : settings_(settings),
      delay_(settings.ring_timeout),
      ledger_(settings.ledger),
      log_threshold_(std::log(settings.first_threshold))
{
}

void Predictive::hear(const Event& event)
{
    release_.hear(event);
    switch (event.kind) {
        case EventKind::dialed:
            dialed_at_[event.call] = event.at;
            rate_.call_dialed(event.at);
            break;
        case EventKind::person:
            call_ended(event, true);
            break;
        case EventKind::machine:
        case EventKind::busy:
        case EventKind::failed:
        case EventKind::no_answer:
            call_ended(event, false);
            break;
        case EventKind::connected:
            ledger_.connected(event.at, event.call);
            break;
        case EventKind::abandoned:
            ledger_.abandoned(event.at);
            adjust_threshold(true);
            break;
        case EventKind::talk_ended:
            if (event.was_machine) {
                ledger_.was_machine(event.call);
            } else {
                ledger_.talk_ended(event.call);
                adjust_threshold(false);
            }
            break;
        case EventKind::agent_free:
        case EventKind::agent_gone:
            break;
    }
}

void Predictive::call_ended(const Event& event, bool is_person)
{
    const auto found = dialed_at_.find(event.call);
    if (found == dialed_at_.end()) return;
    delay_.learn(event.at - found->second, is_person);
    if (is_person) rate_.person_answered();
    dialed_at_.erase(found);
}

void Predictive::adjust_threshold(bool was_abandoned)
{
    const double step = settings_.threshold_step * (settings_.aim - (was_abandoned ? 1.0 : 0.0));
    if (step > 0 && is_constrained_) return;
    log_threshold_ =
        std::clamp(log_threshold_ + step, std::log(lowest_threshold), std::log(settings_.highest_threshold));
}

void Predictive::refresh(double now)
{
    if (now < next_refresh_) return;
    next_refresh_ = now + (now < early_days ? early_refresh : later_refresh);
    release_.refresh();
    delay_.refresh();
    forget_lost_calls(now);
}

void Predictive::forget_lost_calls(double now)
{
    std::erase_if(dialed_at_, [now](const auto& call) { return call.second < now - lost_after; });
}

std::vector<OpenCalls> Predictive::open_calls(double now) const
{
    std::vector<int> by_age(delay_.bins() + 1, 0);
    for (const auto& [call, at] : dialed_at_)
        ++by_age[delay_.bin_of(now - at)];
    std::vector<OpenCalls> open;
    for (std::size_t age = 0; age < by_age.size(); ++age)
        if (by_age[age] > 0) open.push_back({by_age[age], age});
    return open;
}

RiskInput Predictive::risk_input(const Situation& situation)
{
    release_.look(situation.now);
    return {.delay = delay_,
            .release = release_,
            .open = open_calls(situation.now),
            .prices = ledger_.prices(situation.now),
            .rate = rate_.rate(),
            .uncertainty = rate_.uncertainty(),
            .wait = settings_.wait,
            .idle = situation.idle - situation.queued};
}

std::unique_ptr<ShortageRisk> Predictive::risk_of(const Situation& situation)
{
    const auto input = risk_input(situation);
    is_constrained_ = input.prices.front() > 1;
    if (at_work(situation) <= settings_.exact_up_to) return std::make_unique<ExactShortageRisk>(input);
    return std::make_unique<NormalShortageRisk>(input);
}

// The first calls of a large team all come at once, before any of them has told how the list answers.
bool Predictive::is_first_wave(const Situation& situation) const
{
    return rate_.sample() < at_work(situation);
}

double Predictive::threshold(const Situation& situation) const
{
    const bool is_careful = situation.now < careful_start && at_work(situation) > settings_.exact_up_to;
    return std::exp(log_threshold_) * (is_careful ? careful_factor : 1);
}

int Predictive::calls_within_risk(const Situation& situation)
{
    int most = std::min(situation.lines_free, 4 * at_work(situation) + 8);
    if (is_first_wave(situation))
        most = std::min(most, static_cast<int>(situation.idle / first_wave_rate) - situation.ringing);
    return risk_of(situation)->calls_within(threshold(situation), std::max(0, most));
}

Decision Predictive::decide(const Situation& situation)
{
    refresh(situation.now);
    ledger_.look(situation.now);
    rate_.update(situation.now, delay_);
    const int progressive = lines_for_idle(situation);
    if (at_work(situation) <= 0) return {0, Reason::no_agents};
    if (rate_.sample() < sample_needed || ledger_.campaign_is_young())
        return within_lines(situation, progressive, Reason::learning);
    if (ledger_.campaign_is_spent()) return within_lines(situation, progressive, Reason::campaign_spent);
    const int calls = calls_within_risk(situation);
    const auto why = ledger_.window_is_spent() ? Reason::window_spent : Reason::risk_of_abandoning;
    return within_lines(situation, std::max(calls, progressive), why);
}

}  // namespace dialing::pacing
