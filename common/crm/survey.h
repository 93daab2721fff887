// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a survey's questions as the database holds them. Ids are rows of surveyoptions (questions) and
// surveyoptionitems (choices).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

enum class QuestionKind { single_choice, multiple_choice, text };

// As surveyoptions.optiontype names it: radio, checkbox, text.
[[nodiscard]] std::string_view to_string(QuestionKind);
[[nodiscard]] std::optional<QuestionKind> parse_question_kind(std::string_view);

struct SurveyChoice {
    std::uint32_t id = 0;
    std::string text;
};

struct SurveyQuestion {
    std::uint32_t id = 0;
    QuestionKind kind = QuestionKind::single_choice;
    std::string text;
    std::vector<SurveyChoice> choices;  // in order; empty for a text
    std::string note{};                 // what the agent reads beside it
};

}  // namespace crm
