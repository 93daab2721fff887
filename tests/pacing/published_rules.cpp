// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/published_rules.h"

#include <algorithm>
#include <cmath>

namespace pacing_test {

using dialing::pacing::EventKind;
using dialing::pacing::Reason;

namespace {

int rounded(double calls)
{
    return static_cast<int>(std::lround(calls));
}

Decision at_limit(int calls)
{
    return {calls, Reason::limit_reached};
}

int live_lines(const Situation& situation)
{
    return situation.ringing + situation.queued + situation.talking;
}

}  // namespace

bool Beat::is_due(double now)
{
    if (now + 1e-9 < next_) return false;
    next_ = now + period_;
    return true;
}

void VicidialRatio::hear(const Event& /*event*/) {}

Decision VicidialRatio::decide(const Situation& situation)
{
    if (!beat_.is_due(situation.now)) return {};
    return at_limit(rounded(level_ * (situation.idle + situation.talking)) - live_lines(situation));
}

void WombatBoost::hear(const Event& /*event*/) {}

Decision WombatBoost::decide(const Situation& situation)
{
    if (situation.queued > 0) return {0, Reason::calls_waiting};
    return at_limit(static_cast<int>(std::floor(boost_ * situation.idle)) - situation.ringing);
}

void OldMaximum::hear(const Event& /*event*/) {}

Decision OldMaximum::decide(const Situation& situation)
{
    if (!beat_.is_due(situation.now)) return {};
    return at_limit(rounded(calls_) - live_lines(situation));
}

void OldQueueSeats::hear(const Event& /*event*/) {}

Decision OldQueueSeats::decide(const Situation& situation)
{
    if (!beat_.is_due(situation.now)) return {};
    return at_limit(static_cast<int>(std::ceil(situation.idle * (1 + percent_more_ / 100))) -
                    (situation.ringing + situation.queued));
}

void Issabel::hear(const Event& event)
{
    constexpr double step = .02;
    switch (event.kind) {
        case EventKind::connected:
            talking_since_[event.agent] = event.at;
            break;
        case EventKind::talk_ended:
            talk_mean_ += step * (event.at - talking_since_[event.agent] - talk_mean_);
            talking_since_.erase(event.agent);
            break;
        case EventKind::dialed:
            dialed_at_[event.call] = event.at;
            break;
        case EventKind::person:
            answer_delay_ += step * (event.at - dialed_at_[event.call] - answer_delay_);
            dialed_at_.erase(event.call);
            count(true);
            break;
        case EventKind::machine:
        case EventKind::busy:
        case EventKind::failed:
        case EventKind::no_answer:
            dialed_at_.erase(event.call);
            count(false);
            break;
        case EventKind::abandoned:
        case EventKind::agent_free:
        case EventKind::agent_gone:
            break;
    }
}

void Issabel::count(bool answered)
{
    answered_ = answered_ * .99 + (answered ? 1 : 0);
    tried_ = tried_ * .99 + 1;
}

Decision Issabel::decide(const Situation& situation)
{
    constexpr double certainty = .97;
    if (!beat_.is_due(situation.now)) return {};
    int agents = situation.idle;
    for (const auto& [agent, since] : talking_since_)
        if (1 - std::exp(-(answer_delay_ + situation.now - since) / talk_mean_) >= certainty) ++agents;
    double wanted = agents - situation.queued;
    if (overdial_ == Overdial::by_answer_rate) wanted /= std::max(.1, answered_ / tried_);
    return at_limit(rounded(wanted) - situation.ringing);
}

}  // namespace pacing_test
