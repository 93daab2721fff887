// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_sheet.h"

#include "cgi/pages/text_mark.h"
#include "cgi/web/secrets.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

constexpr std::size_t longest_note = 2000;
constexpr std::size_t savekey_length = 32;

std::string field_of(unsigned question)
{
    return "q" + std::to_string(question);
}

std::string choice_field(unsigned question, unsigned choice)
{
    return field_of(question) + "_" + std::to_string(choice);
}

bool is_chosen(const crm::FilledQuestion& filled, unsigned choice)
{
    return std::find(filled.choices.begin(), filled.choices.end(), choice) != filled.choices.end();
}

crm::FilledQuestion read_question(const web::Request& request, const crm::SurveyQuestion& question)
{
    const auto name = field_of(question.id);
    crm::FilledQuestion filled{question.id, {}, std::string(runtime::trim(request.param(name + "_note")))};
    if (const auto chosen = request.id(name)) filled.choices.push_back(*chosen);
    for (const auto& choice : question.choices) {
        if (request.param(choice_field(question.id, choice.id)) == "1") filled.choices.push_back(choice.id);
    }
    return filled;
}

Answers read_typed(const web::Request& request, const std::vector<crm::SurveyQuestion>& questions)
{
    Answers typed;
    for (const auto& question : questions)
        typed.emplace(question.id, read_question(request, question));
    return typed;
}

std::string_view kind_section(crm::QuestionKind kind)
{
    switch (kind) {
        case crm::QuestionKind::single_choice:
            return "IS_SINGLE";
        case crm::QuestionKind::multiple_choice:
            return "IS_MULTIPLE";
        case crm::QuestionKind::text:
            break;
    }
    return "IS_TEXT";
}

void fill_question(web::Model& row, const crm::SurveyQuestion& question, const Answers& shown, const Answers& stored)
{
    const auto found = shown.find(question.id);
    const crm::FilledQuestion filled = found == shown.end() ? crm::FilledQuestion{} : found->second;
    row.set("QUESTION_ID", question.id).set("QUESTION", question.text).set_if_any("QUESTION_NOTE", question.note);
    row.set("ANSWER_SEEN", answer_mark(stored, question.id)).set("ANSWER_NOTE", filled.note);
    auto& kind = row.add(kind_section(question.kind));
    kind.show_if(filled.choices.empty(), "NONE_CHOSEN");
    for (const auto& choice : question.choices) {
        kind.add("CHOICE")
            .set("CHOICE_ID", choice.id)
            .set("CHOICE", choice.text)
            .show_if(is_chosen(filled, choice.id), "CHOSEN");
    }
}

void fill_sheet(web::Model& model, const SurveySheet& sheet, const Answers& shown,
                const std::map<unsigned, FieldProblem>& problems)
{
    auto& row = model.add("SHEET");
    row.set("SURVEY_ID", sheet.survey.id)
        .set("SURVEY", sheet.survey.title)
        .set_if_any("SURVEY_NOTE", sheet.survey.note);
    row.set_if_any("CAMPAIGN", sheet.survey.campaign);
    std::vector<unsigned> answered;
    for (const auto& [question, filled] : sheet.stored)
        answered.push_back(question);
    const auto open = crm::open_questions(sheet.questions, answered).size();
    row.set("ANSWERED", static_cast<long long>(sheet.questions.size() - open));
    row.set("ASKED", static_cast<long long>(sheet.questions.size()));
    row.show_if(open > 0 || !problems.empty(), "OPEN").show_if(open == 0, "COMPLETE").show_if(open > 0, "PARTLY");
    for (const auto& question : sheet.questions) {
        auto& line = row.add("QUESTION_ROW");
        fill_question(line, question, shown, sheet.stored);
        const auto problem = problems.find(question.id);
        if (problem != problems.end()) line.add("ANSWER_PROBLEM").add(section_of(problem->second));
    }
}

bool has_questions(const SurveySheet& sheet)
{
    return !sheet.questions.empty();
}

void begin_sheets(web::Model& model, const std::vector<SurveySheet>& sheets, const std::string& savekey)
{
    if (std::any_of(sheets.begin(), sheets.end(), has_questions)) model.add("SHEETS").set("SAVEKEY", savekey);
}

}  // namespace

Answers stored_answers(const std::vector<crm::SurveyQuestion>& questions, const std::vector<db::StoredAnswer>& rows)
{
    Answers answers;
    for (const auto& row : rows) {
        const auto question = std::find_if(questions.begin(), questions.end(),
                                           [&](const crm::SurveyQuestion& q) { return q.id == row.question; });
        if (question == questions.end()) continue;
        const bool offered = std::any_of(question->choices.begin(), question->choices.end(),
                                         [&](const crm::SurveyChoice& choice) { return choice.id == row.choice; });
        if (row.choice != 0 && !offered) continue;
        auto& filled = answers.try_emplace(row.question, crm::FilledQuestion{row.question, {}, ""}).first->second;
        if (row.choice != 0) filled.choices.push_back(row.choice);
        if (row.choice == 0) filled.note = row.note;
    }
    return answers;
}

std::string answer_mark(const Answers& answers, unsigned question)
{
    const auto found = answers.find(question);
    if (found == answers.end()) return text_mark("|");
    auto choices = found->second.choices;
    std::sort(choices.begin(), choices.end());
    std::string text;
    for (const auto choice : choices)
        text += std::to_string(choice) + ",";
    return text_mark(text + "|" + found->second.note);
}

SheetForm read_sheets(const web::Request& request, const std::vector<SurveySheet>& sheets)
{
    SheetForm form{request.param("savekey").substr(0, savekey_length), {}, {}};
    if (form.savekey.size() < savekey_length) form.savekey = web::random_token().substr(0, savekey_length);
    for (const auto& sheet : sheets) {
        const auto typed = read_typed(request, sheet.questions);
        for (const auto& question : sheet.questions) {
            const auto mark = answer_mark(typed, question.id);
            const auto& seen = request.param(field_of(question.id) + "_seen");
            if (mark == seen || seen.empty()) continue;
            auto rows = crm::answer_rows(question, typed.at(question.id));
            if (!rows) form.problems.emplace(question.id, FieldProblem::not_offered);
            if (is_longer(typed.at(question.id).note, longest_note))
                form.problems.emplace(question.id, FieldProblem::too_long);
            form.changed.emplace(question.id, ChangedAnswer{rows.value_or(std::vector<crm::AnswerRow>{}), mark, seen});
        }
    }
    return form;
}

void fill_sheets(web::Model& model, const std::vector<SurveySheet>& sheets)
{
    begin_sheets(model, sheets, web::random_token().substr(0, savekey_length));
    for (const auto& sheet : sheets) {
        if (has_questions(sheet)) fill_sheet(model, sheet, sheet.stored, {});
    }
}

void fill_typed_sheets(web::Model& model, const std::vector<SurveySheet>& sheets, const web::Request& typed,
                       const std::map<unsigned, FieldProblem>& problems)
{
    begin_sheets(model, sheets, typed.param("savekey"));
    for (const auto& sheet : sheets) {
        if (has_questions(sheet)) fill_sheet(model, sheet, read_typed(typed, sheet.questions), problems);
    }
}

}  // namespace pages
