// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: pacing by a number that somebody has set, as the product has always had it, and progressive dialing, which
// abandons nobody.
#pragma once

#include "common/dialing/pacing/policy.h"

namespace dialing::pacing {

// Agents who are logged in and not paused.
[[nodiscard]] int at_work(const Situation& situation);

// As many lines as agents are idle, less those ringing already and the persons who wait.
[[nodiscard]] int lines_for_idle(const Situation& situation);

// What `wanted` calls come to: none without agents, never fewer than none, never more than lines are free.
[[nodiscard]] Decision within_lines(const Situation& situation, int wanted, Reason why_not_more);

// One line for each idle agent.
class Progressive : public Policy {
public:
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;
};

// "By maximum concurrent calls": so many calls at a time, ringing, waiting and talking together. Agents are not looked
// at beyond whether there are any: this is also how a campaign without agents (an announcement, timed calls) runs.
class MaximumConcurrentCalls : public Policy {
public:
    enum class Agents { needed, not_needed };
    MaximumConcurrentCalls(int maximum, Agents agents) : maximum_(maximum), agents_(agents) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    int maximum_;
    Agents agents_;
};

// "By queue seats with a percentage": a line for each idle member of the queue and so many percent more, rounded up.
class QueueSeats : public Policy {
public:
    explicit QueueSeats(int percent_more) : percent_more_(percent_more) {}
    void hear(const Event& event) override;
    [[nodiscard]] Decision decide(const Situation& situation) override;

private:
    int percent_more_;
};

}  // namespace dialing::pacing
