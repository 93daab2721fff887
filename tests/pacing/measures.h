// SPDX-License-Identifier: GPL-3.0-or-later
// What a simulated day came to.
#pragma once

#include "tests/pacing/scenario.h"

#include <string>
#include <vector>

namespace pacing_test {

// A person who answered: connected to an agent or abandoned, and when.
struct LiveAnswer {
    double at;
    bool abandoned;
};

struct Windows {
    double worst = 0;  // abandonment of the worst 30 minutes
    double over = 0;   // share of the windows that hold more abandoned calls than the limit allows
    long count = 0;
};

struct Measures {
    double talk = 0;  // agent seconds
    double wrap = 0;
    double idle = 0;
    double machine_talk = 0;
    double waited = 0;
    long placed = 0;
    long persons = 0;
    long persons_connected = 0;
    long machines_connected = 0;
    long abandoned = 0;
    long persons_taken_for_machines = 0;
    std::vector<LiveAnswer> live_answers;  // in order of time

    [[nodiscard]] double utilisation() const { return (talk + wrap) / (talk + wrap + idle); }
    // Share of the persons who answered; machines that reached an agent do not count.
    [[nodiscard]] double abandonment() const;
    // Abandonment of the worst 1,000 answers in a row.
    [[nodiscard]] double worst_thousand() const;
    // Every 30 minutes with 30 answers or more, slid by a minute. Over the limit: more than max(1, floor(limit x
    // answers)) abandoned, since a small team's calls are whole.
    [[nodiscard]] Windows windows(double duration, double limit) const;
};

// One line of JSON.
[[nodiscard]] std::string to_json(const Scenario& scenario, const Measures& measures);

}  // namespace pacing_test
