// SPDX-License-Identifier: GPL-3.0-or-later
// How answer rate and talk time change over the day: a slow wave, a mean-reverting noise and sudden shifts (another
// list, another hour, another product). The same for every policy at one seed.
#pragma once

#include "tests/pacing/scenario.h"

#include <vector>

namespace pacing_test {

class Drift {
public:
    explicit Drift(const Scenario& scenario);
    [[nodiscard]] double answer_factor(double t) const { return at(answer_, t); }
    [[nodiscard]] double talk_factor(double t) const { return at(talk_, t); }

private:
    static double at(const std::vector<double>& path, double t);

    std::vector<double> answer_;
    std::vector<double> talk_;
};

}  // namespace pacing_test
