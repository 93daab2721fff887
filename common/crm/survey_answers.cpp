// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/survey_answers.h"

#include <algorithm>
#include <iterator>

namespace crm {

namespace {

bool contains(const std::vector<std::uint32_t>& ids, std::uint32_t id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<std::uint32_t> each_once(std::vector<std::uint32_t> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

bool is_too_many(QuestionKind kind, std::size_t chosen)
{
    if (kind == QuestionKind::text) return chosen > 0;
    return kind == QuestionKind::single_choice && chosen > 1;
}

bool is_blank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

std::optional<std::vector<AnswerRow>> answer_rows(const SurveyQuestion& question, const FilledQuestion& filled)
{
    const auto chosen = each_once(filled.choices);
    if (is_too_many(question.kind, chosen.size())) return std::nullopt;
    std::vector<AnswerRow> rows;
    for (const auto& choice : question.choices) {
        if (contains(chosen, choice.id)) rows.push_back({question.id, choice.id, question.text, choice.text, ""});
    }
    if (rows.size() != chosen.size()) return std::nullopt;
    if (!is_blank(filled.note)) rows.push_back({question.id, 0, question.text, "", filled.note});
    return rows;
}

std::string answer_text(const std::vector<AnswerRow>& rows)
{
    if (rows.empty()) return "";
    std::string choices, note;
    for (const auto& row : rows) {
        if (row.choice != 0) choices += (choices.empty() ? "" : ", ") + row.choice_text;
        if (!row.note.empty()) note = row.note;
    }
    return rows.front().question_text + ": " + choices + (choices.empty() || note.empty() ? "" : "; ") + note;
}

std::vector<SurveyQuestion> open_questions(const std::vector<SurveyQuestion>& questions,
                                           const std::vector<std::uint32_t>& answered)
{
    std::vector<SurveyQuestion> open;
    std::copy_if(questions.begin(), questions.end(), std::back_inserter(open),
                 [&](const SurveyQuestion& question) { return !contains(answered, question.id); });
    return open;
}

}  // namespace crm
