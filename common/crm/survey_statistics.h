// SPDX-License-Identifier: GPL-3.0-or-later
// How often a survey's choices were taken, of all persons and by agent. A person is a customer, a contact or both; who
// gave two answers is counted once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crm {

struct ChoiceCount {
    std::uint32_t question = 0;
    std::uint32_t choice = 0;    // 0: a note or the answer to a text
    std::string agent;           // in counts by agent
    std::uint64_t persons = 0;   // took the choice
    std::uint64_t answered = 0;  // persons who answered the question (to this agent)
};

struct SurveyCounts {
    std::uint64_t persons = 0;
    std::vector<ChoiceCount> choices;           // by question and choice
    std::vector<ChoiceCount> choices_by_agent;  // by agent, question and choice
};

}  // namespace crm
