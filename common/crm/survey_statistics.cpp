// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/survey_statistics.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace crm {

namespace {

using Persons = std::set<std::pair<std::uint32_t, std::uint32_t>>;
using ChoiceKey = std::tuple<std::uint32_t, std::uint32_t, std::string>;
using QuestionKey = std::pair<std::uint32_t, std::string>;

}  // namespace

std::vector<ChoiceCount> count_choices_by_agent(const std::vector<GivenAnswer>& answers)
{
    std::map<ChoiceKey, Persons> took;
    std::map<QuestionKey, Persons> answered;
    for (const auto& answer : answers) {
        const std::pair person{answer.customer, answer.contact};
        took[{answer.question, answer.choice, answer.agent}].insert(person);
        answered[{answer.question, answer.agent}].insert(person);
    }
    std::vector<ChoiceCount> counts;
    for (const auto& [key, persons] : took) {
        const auto& [question, choice, agent] = key;
        const auto all = answered.at({question, agent}).size();
        const auto share = static_cast<double>(persons.size()) / static_cast<double>(all);
        counts.push_back({question, choice, agent, persons.size(), share, all});
    }
    return counts;
}

std::vector<ChoiceCount> count_choices(std::vector<GivenAnswer> answers)
{
    for (auto& answer : answers)
        answer.agent.clear();
    return count_choices_by_agent(answers);
}

std::uint64_t count_persons(const std::vector<GivenAnswer>& answers)
{
    Persons persons;
    for (const auto& answer : answers)
        persons.insert({answer.customer, answer.contact});
    return persons.size();
}

}  // namespace crm
