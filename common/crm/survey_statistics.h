// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how often a survey's choices were taken, of all persons and by agent. A share is of the persons who answered
// the question, so the shares of a multiple choice may sum up to more than 1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crm {

// A row of surveyresult. Choice 0: a note or the answer to a text. The person is a customer, a contact or both.
struct GivenAnswer {
    std::uint32_t question = 0;
    std::uint32_t choice = 0;
    std::uint32_t customer = 0;
    std::uint32_t contact = 0;
    std::string agent;
};

struct ChoiceCount {
    std::uint32_t question = 0;
    std::uint32_t choice = 0;
    std::string agent;           // empty: of all agents
    std::uint64_t persons = 0;   // took the choice
    double share = 0;            // 0 to 1, of those who answered the question (to this agent)
    std::uint64_t answered = 0;  // persons who answered the question (to this agent)
};

// By question and choice.
[[nodiscard]] std::vector<ChoiceCount> count_choices(std::vector<GivenAnswer> answers);
// By question, choice and agent.
[[nodiscard]] std::vector<ChoiceCount> count_choices_by_agent(const std::vector<GivenAnswer>& answers);

[[nodiscard]] std::uint64_t count_persons(const std::vector<GivenAnswer>& answers);

}  // namespace crm
