// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a survey's questions as the database holds them. Ids are rows of surveyoptions (questions) and
// surveyoptionitems (choices).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crm {

enum class QuestionKind { single_choice, multiple_choice, text };

struct SurveyChoice {
    std::uint32_t id = 0;
    std::string text;
};

struct SurveyQuestion {
    std::uint32_t id = 0;
    QuestionKind kind = QuestionKind::single_choice;
    std::string text;
    std::vector<SurveyChoice> choices;  // in order; empty for a text
};

}  // namespace crm
