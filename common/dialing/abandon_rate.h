// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how many of the people who answer meet nobody, and how many may. Rates are shares of 1.
#pragma once

namespace dialing {

// Over the window of the rule. A live answer is a person's, or one that answering machine detection is not sure of;
// it is abandoned when no agent was connected within the profile's time, whoever hung up later.
struct AbandonCount {
    long live_answers = 0;  // the abandoned ones among them
    long abandoned = 0;
};

enum class AbandonWindow { day, month, thirty_days };  // the last 24 hours, the calendar month, the last 30 days

struct AbandonRule {
    double limit = 1;  // of the live answers; 1: none
    AbandonWindow window = AbandonWindow::thirty_days;
    bool message_connects = false;  // who hears the recorded message in time counts as connected
};

[[nodiscard]] double abandon_rate(const AbandonCount& count);
// Whether a call that might be abandoned may still be placed. One is always allowed, so that a campaign can begin.
[[nodiscard]] bool has_abandons_left(const AbandonRule& rule, const AbandonCount& count);

// The United Kingdom's estimate for a dialer that cannot tell machines from persons among those it dropped: so many of
// the drops were machines as of the calls that agents took. `live`: persons whom agents spoke to.
[[nodiscard]] double estimated_abandon_rate(long drops, long machines, long live);

}  // namespace dialing
