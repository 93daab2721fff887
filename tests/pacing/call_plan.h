// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that luck decides about one call, fixed at the moment it is dialed.
#pragma once

#include "tests/pacing/drift.h"
#include "tests/pacing/scenario.h"

namespace pacing_test {

enum class Outcome { person, machine, busy, failed, no_answer };

struct CallPlan {
    Outcome outcome{};
    double resolved = 0;        // s from dialing to answer, busy, failure or the ring timeout
    bool needs_agent = false;   // taken for a person
    double needs_agent_at = 0;  // s from dialing
    double talk = 0;            // s, before the agent's own factor
    double wrap = 0;
};

[[nodiscard]] CallPlan draw_call(const Scenario& scenario, const Drift& drift, std::uint64_t call, double t);

}  // namespace pacing_test
