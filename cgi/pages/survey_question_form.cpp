// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_question_form.h"

#include "cgi/pages/text_mark.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

constexpr std::size_t longest_question = 120;
constexpr std::size_t longest_note = 255;
constexpr std::size_t longest_choice = 254;

std::string joined(const std::vector<crm::SurveyChoice>& choices)
{
    std::string text;
    for (const auto& choice : choices)
        text += (text.empty() ? "" : "\n") + choice.text;
    return text;
}

void check_text(QuestionForm& form, std::string_view name, std::string_view text, std::size_t longest, bool is_needed)
{
    if (is_needed && text.empty()) form.problems.emplace(name, FieldProblem::needed);
    if (is_longer(text, longest)) form.problems.emplace(name, FieldProblem::too_long);
}

void read_choices(const web::Request& request, const crm::SurveyQuestion& before, QuestionForm& form)
{
    auto& choices = form.question.choices;
    for (const auto& choice : before.choices) {
        const auto typed = request.params.find("c" + std::to_string(choice.id));
        const auto text = typed == request.params.end() ? std::string_view(choice.text) : runtime::trim(typed->second);
        choices.push_back({choice.id, std::string(text)});
    }
    for (auto& line : runtime::split_list(form.more, '\n'))
        choices.push_back({0, std::move(line)});
}

// "choice-up-12": moves or removes one of the choices.
void move_choice(std::string_view what, std::vector<crm::SurveyChoice>& choices)
{
    const auto dash = what.rfind('-');
    if (!what.starts_with("choice-") || dash == std::string_view::npos) return;
    const auto id = runtime::to_number(what.substr(dash + 1));
    const auto choice = std::find_if(choices.begin(), choices.end(),
                                     [&](const crm::SurveyChoice& c) { return c.id != 0 && id && c.id == *id; });
    if (choice == choices.end()) return;
    const auto verb = what.substr(0, dash);
    if (verb == "choice-up" && choice != choices.begin()) std::iter_swap(choice, choice - 1);
    if (verb == "choice-down" && choice + 1 != choices.end()) std::iter_swap(choice, choice + 1);
    if (verb == "choice-remove") choices.erase(choice);
}

}  // namespace

QuestionForm read_question_form(const web::Request& request, const crm::SurveyQuestion& before, KindIs kind)
{
    QuestionForm form;
    auto& question = form.question;
    question.id = before.id;
    question.text = runtime::trim(request.param("text"));
    question.note = runtime::trim(request.param("note"));
    question.kind = before.kind;
    if (kind == KindIs::free) {
        const auto chosen = crm::parse_question_kind(request.param("kind"));
        if (!chosen) form.problems.emplace("kind", FieldProblem::not_offered);
        question.kind = chosen.value_or(before.kind);
    }
    check_text(form, "text", question.text, longest_question, true);
    check_text(form, "note", question.note, longest_note, false);
    form.more = request.param("more");
    if (question.kind == crm::QuestionKind::text) return form;
    read_choices(request, before, form);
    move_choice(request.param("do"), question.choices);
    for (const auto& choice : question.choices)
        check_text(form, "choices", choice.text, longest_choice, true);
    if (question.choices.empty()) form.problems.emplace("choices", FieldProblem::needed);
    return form;
}

std::string question_mark(const crm::SurveyQuestion& question)
{
    std::string all{crm::to_string(question.kind)};
    for (const auto* text : {&question.text, &question.note})
        all += std::to_string(text->size()) + ":" + *text;
    for (const auto& [id, text] : question.choices)
        all += std::to_string(id) + "=" + std::to_string(text.size()) + ":" + text;
    return text_mark(all);
}

std::vector<db::AuditedField> question_changes(const crm::SurveyQuestion& before, const crm::SurveyQuestion& after)
{
    const auto kind_of = [](const crm::SurveyQuestion& question) {
        return question.id == 0 ? std::string{} : std::string(crm::to_string(question.kind));
    };
    return {{"surveyoption", before.text, after.text},
            {"optionnote", before.note, after.note},
            {"optiontype", kind_of(before), kind_of(after)},
            {"choices", joined(before.choices), joined(after.choices)}};
}

void fill_question_form(web::Model& row, const QuestionForm& form, KindIs kind)
{
    const auto& question = form.question;
    row.set("QUESTION_ID", question.id).set("TEXT", question.text).set("NOTE", question.note).set("MORE", form.more);
    row.add(question.kind == crm::QuestionKind::single_choice     ? "KIND_SINGLE"
            : question.kind == crm::QuestionKind::multiple_choice ? "KIND_MULTIPLE"
                                                                  : "KIND_TEXT");
    row.show_if(kind == KindIs::fixed, "KIND_FIXED");
    row.show_if(question.kind != crm::QuestionKind::text || kind == KindIs::free, "WITH_CHOICES");
    for (const auto& choice : question.choices) {
        if (choice.id == 0) continue;
        auto& line = row.add("CHOICE");
        line.set("CHOICE_ID", choice.id).set("CHOICE", choice.text);
        line.show_if(choice.id == question.choices.front().id, "FIRST_CHOICE");
        line.show_if(choice.id == question.choices.back().id, "LAST_CHOICE");
    }
    for (const auto& [name, problem] : form.problems)
        row.add(name == "text"   ? "TEXT_PROBLEM"
                : name == "note" ? "NOTE_PROBLEM"
                : name == "kind" ? "KIND_PROBLEM"
                                 : "CHOICES_PROBLEM")
            .add(section_of(problem));
}

}  // namespace pages
