// SPDX-License-Identifier: GPL-3.0-or-later
// One simulated day of one policy, as a line of JSON.
//
//   pacing_simulate --policy predictive --agents 25 --p 0.35 --seed 1 [--scenario stress] [--hours 8] ...
//
// The options are those of scenario.cpp, the policies those of policies.h.
#include "tests/pacing/policies.h"
#include "tests/pacing/simulation.h"

#include <sysexits.h>

#include <cstdlib>
#include <exception>
#include <iostream>

int main(int argc, char** argv)
{
    try {
        const auto scenario = pacing_test::read_scenario({argv + 1, argv + argc});
        const auto policy = pacing_test::make_policy(scenario);
        const auto measures = pacing_test::Simulation{scenario, *policy}.run();
        std::cout << pacing_test::to_json(scenario, measures) << "\n";
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        std::cerr << "pacing_simulate: " << e.what() << "\n";
        return EX_USAGE;
    }
}
