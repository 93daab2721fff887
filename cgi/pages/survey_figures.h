// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a survey's answers as figures for each question and choice, with those that are asked no more.
#pragma once

#include "common/crm/survey.h"
#include "common/crm/survey_statistics.h"
#include "common/db/survey_result_gateway.h"

#include <string>
#include <vector>

namespace pages {

struct ChoiceFigure {
    unsigned choice = 0;  // 0: a remark, or the answer to a text
    std::string text;
    bool is_removed = false;
    std::uint64_t persons = 0;
    double share = 0;  // 0 to 1, of those who answered the question
};

struct AgentFigures {
    std::string agent;
    std::uint64_t answered = 0;
    std::vector<ChoiceFigure> choices;  // in the question's order, all of them
};

struct QuestionFigures {
    crm::SurveyQuestion question;
    bool is_removed = false;
    std::uint64_t answered = 0;  // persons
    std::vector<ChoiceFigure> choices;
    std::vector<AgentFigures> agents;  // by name
};

// `texts`: of all answers of the survey, those not counted included.
[[nodiscard]] std::vector<QuestionFigures> survey_figures(const std::vector<crm::SurveyQuestion>& questions,
                                                          const std::vector<db::AnswerText>& texts,
                                                          const crm::SurveyCounts& counts);

}  // namespace pages
