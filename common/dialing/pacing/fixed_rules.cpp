// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/fixed_rules.h"

#include <algorithm>

namespace dialing::pacing {

namespace {

Decision within_free_lines(const Situation& situation, int wanted, Reason why_not_more)
{
    const int lines = std::max(0, situation.lines_free);
    if (wanted > lines) return {lines, Reason::no_lines};
    return {std::max(0, wanted), why_not_more};
}

int open_calls(const Situation& situation)
{
    return situation.ringing + situation.queued;
}

}  // namespace

int at_work(const Situation& situation)
{
    return situation.idle + situation.talking + situation.wrapping;
}

int lines_for_idle(const Situation& situation)
{
    return std::max(0, situation.idle - open_calls(situation));
}

Decision within_lines(const Situation& situation, int wanted, Reason why_not_more)
{
    if (at_work(situation) <= 0) return {0, Reason::no_agents};
    return within_free_lines(situation, wanted, why_not_more);
}

void Progressive::hear(const Event& /*event*/) {}

Decision Progressive::decide(const Situation& situation)
{
    return within_lines(situation, lines_for_idle(situation), Reason::calls_cover_idle);
}

void MaximumConcurrentCalls::hear(const Event& /*event*/) {}

Decision MaximumConcurrentCalls::decide(const Situation& situation)
{
    const int wanted = maximum_ - open_calls(situation) - situation.talking;
    return agents_ == Agents::needed ? within_lines(situation, wanted, Reason::limit_reached)
                                     : within_free_lines(situation, wanted, Reason::limit_reached);
}

void QueueSeats::hear(const Event& /*event*/) {}

Decision QueueSeats::decide(const Situation& situation)
{
    constexpr int whole = 100;
    const int seats = (situation.idle * (whole + percent_more_) + whole - 1) / whole;
    return within_lines(situation, seats - open_calls(situation), Reason::limit_reached);
}

}  // namespace dialing::pacing
