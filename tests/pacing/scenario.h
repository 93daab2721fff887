// SPDX-License-Identifier: GPL-3.0-or-later
// What is simulated: the team, the list, the carriers, and how much all of them change over the day.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pacing_test {

struct Scenario {
    int agents = 50;
    double p = 0.35;  // nominal probability that a person answers
    double hours = 8;
    double tick = 0.5;  // s between decisions
    double ring_mean = 10;
    double ring_sigma = 0.5;
    double setup_mean = 1.5;
    double ring_timeout = 25;  // s, from the start of ringing
    double talk_mean = 120;
    double wrap_mean = 15;
    double wrap_sigma = 0.5;
    std::string talk = "mix";  // mix, lognormal, hyper or exp
    double agent_sigma = 0.2;  // how much agents differ in handle time (lognormal)
    double wait = 2.0;         // s a person waits for an agent before the call counts as abandoned
    double machine = 0.25;     // shares of the calls no person answers; the rest rings out
    double busy = 0.10;
    double failed = 0.07;
    double amd_delay = 1.0;  // s; 0: no answering machine detection
    double amd_false_machine = 0.02;
    double amd_false_person = 0.08;
    int trunks = 0;  // 0: four per agent and ten
    double target = 0.03;
    std::string changes = "default";  // calm, default, breaks or stress
    std::uint64_t seed = 1;
    std::string policy = "progressive";

    [[nodiscard]] double duration() const { return hours * 3600; }
    [[nodiscard]] int lines() const { return trunks > 0 ? trunks : 4 * agents + 10; }
    [[nodiscard]] bool has_breaks() const { return changes == "breaks" || changes == "stress"; }
};

// Reads `--NAME VALUE` pairs. Throws std::invalid_argument with a sentence.
[[nodiscard]] Scenario read_scenario(const std::vector<std::string>& arguments);

}  // namespace pacing_test
