// SPDX-License-Identifier: GPL-3.0-or-later
// Policies by name, for the command line of the simulator.
#pragma once

#include "common/dialing/pacing/policy.h"
#include "tests/pacing/scenario.h"

#include <memory>

namespace pacing_test {

// What scenario.policy names:
//   asterCC's: predictive[:NUMBERS of PredictiveSettings, to try others], progressive, maximum:CALLS-PER-AGENT,
//   seats:PERCENT others':   ratio:LEVEL, boost:FACTOR, astercrm-max:CALLS-PER-AGENT, astercrm-queue:PERCENT, issabel,
//   issabel-over,
//              vici-hard, vici-tapered, vici-average[:MAXIMUM-LEVEL[:WANTED-DIFFERENCE]]
//   a program: cmd:COMMAND
// Throws std::invalid_argument with a sentence.
[[nodiscard]] std::unique_ptr<dialing::pacing::Policy> make_policy(const Scenario& scenario);

}  // namespace pacing_test
