// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what an agent filled in becomes rows of surveyresult. A survey may be answered in parts: an empty question
// stays open, an answered one is not asked again.
#pragma once

#include "common/crm/survey.h"

#include <optional>

namespace crm {

struct FilledQuestion {
    std::uint32_t question = 0;
    std::vector<std::uint32_t> choices;  // as sent: any numbers
    std::string note;                    // the answer to a text, a remark beside choices
};

// The texts are kept with the answer: a question reworded later does not change it. Choice 0: the note's own row.
struct AnswerRow {
    std::uint32_t question = 0;
    std::uint32_t choice = 0;
    std::string question_text;
    std::string choice_text;
    std::string note;
};

// Nothing: a choice is not one of the question's, a single choice has several, or a text has choices.
[[nodiscard]] std::optional<std::vector<AnswerRow>> answer_rows(const SurveyQuestion& question,
                                                                const FilledQuestion& filled);
// For people to read: "Which drink?: tea, milk; a remark". Empty for no rows.
[[nodiscard]] std::string answer_text(const std::vector<AnswerRow>& rows);
// In their order, those without an answer.
[[nodiscard]] std::vector<SurveyQuestion> open_questions(const std::vector<SurveyQuestion>& questions,
                                                         const std::vector<std::uint32_t>& answered);

}  // namespace crm
