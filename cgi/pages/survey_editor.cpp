// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_editor.h"

#include "cgi/pages/page_right.h"
#include "common/i18n/format.h"

#include <algorithm>

namespace pages {

namespace {

std::string editor_address(const db::Survey& survey)
{
    return manager_address("/surveys/questions?id=") + std::to_string(survey.id);
}

web::Response back_to(const db::Survey& survey, unsigned question)
{
    return web::see_other(editor_address(survey) + "&saved=1#question-" + std::to_string(question));
}

void set_survey(web::Model& model, const web::Request& request, const db::Survey& survey)
{
    model.show_if(may(request, "/statistics", crm::Right::view), "MAY_COUNT");
    const auto id = std::to_string(survey.id);
    model.set("SURVEY_ID", id).set("SURVEY_TITLE", survey.title).set_if_any("SURVEY_NOTE", survey.note);
    model.show_if(survey.is_enabled, "ENABLED").show_if(!survey.is_enabled, "DISABLED");
    model.set_if_any("CAMPAIGN", survey.campaign).set("EDITOR_ADDRESS", editor_address(survey));
    model.set("EDIT_ADDRESS", manager_address("/surveys/edit?id=") + id);
    model.set("PREVIEW_ADDRESS", manager_address("/surveys/preview?id=") + id);
    model.set("STATISTICS_ADDRESS", manager_address("/statistics?survey=") + id);
}

auto find_question(std::vector<crm::SurveyQuestion>& questions, unsigned id)
{
    return std::find_if(questions.begin(), questions.end(), [&](const auto& question) { return question.id == id; });
}

}  // namespace

SurveyEditor::Questions SurveyEditor::questions_of(const db::Survey& survey)
{
    auto questions = questions_.of(survey.id);
    choices_.fill(survey.id, questions);
    return questions;
}

KindIs SurveyEditor::kind_of(const db::Survey& survey, const crm::SurveyQuestion& question)
{
    return question.id != 0 && results_.is_answered(survey.id, question.id) ? KindIs::fixed : KindIs::free;
}

void SurveyEditor::log(const web::Request& request, const db::Survey& survey, db::AuditAction action, unsigned question,
                       std::vector<db::AuditedField> fields)
{
    audit_.append(request.actor(),
                  {.action = action,
                   .object = "surveyoptions",
                   .row = question,
                   .group = survey.groupid,
                   .fields = std::move(fields)},
                  request.now);
}

web::Response SurveyEditor::render(const web::Request& request, const db::Survey& survey, const Questions& questions,
                                   const QuestionForm* typed, int status)
{
    auto model = frame_.model(request, "/surveys");
    set_survey(model, request, survey);
    model.show_if(request.param("saved") == "1" && typed == nullptr, "SAVED");
    const bool may_edit = may(request, "/surveys", crm::Right::edit);
    const bool may_delete = may(request, "/surveys", crm::Right::remove);
    long long number = 0;
    for (const auto& question : questions) {
        auto& row = model.add("QUESTION_ROW");
        const bool is_typed = typed != nullptr && typed->question.id == question.id;
        fill_question_form(row, is_typed ? *typed : QuestionForm{question, "", {}}, kind_of(survey, question));
        row.set("SEEN", question_mark(question)).set("NUMBER", ++number);
        row.show_if(question.id == questions.front().id, "FIRST").show_if(question.id == questions.back().id, "LAST");
        row.show_if(is_typed && status == 409, "CHANGED_MEANWHILE");
        row.show_if(may_edit, "MAY_EDIT").show_if(!may_edit, "LOOK_ONLY").show_if(may_delete, "MAY_DELETE");
    }
    model.show_if(questions.empty(), "NO_QUESTIONS");
    const bool is_new = typed != nullptr && typed->question.id == 0;
    if (may_edit) fill_question_form(model.add("NEW"), is_new ? *typed : QuestionForm{}, KindIs::free);
    return frame_.show(request, "survey_editor.html", model, status);
}

web::Response SurveyEditor::show(const web::Request& request)
{
    const auto survey = surveys_.find(request.scope(), request.id("id").value_or(0));
    return survey ? render(request, *survey, questions_of(*survey), nullptr, 200) : web::not_found();
}

web::Response SurveyEditor::preview(const web::Request& request)
{
    const auto survey = surveys_.find(request.scope(), request.id("id").value_or(0));
    if (!survey) return web::not_found();
    auto model = frame_.model(request, "/surveys");
    set_survey(model, request, *survey);
    const auto sheet = desk_.sheet(*survey, {});
    model.show_if(sheet.questions.empty(), "NO_QUESTIONS");
    fill_sheets(model, {sheet});
    return frame_.show(request, "survey_preview.html", model);
}

web::Response SurveyEditor::save(const web::Request& request)
{
    db::Transaction transaction{db_.get()};
    const auto survey = surveys_.lock(request.scope(), request.id("survey").value_or(0));
    if (!survey) return web::not_found();
    auto questions = questions_of(*survey);
    crm::SurveyQuestion before;
    if (const auto id = request.id("question")) {
        const auto found = find_question(questions, *id);
        if (found == questions.end()) return web::not_found();
        before = *found;
    }
    auto form = read_question_form(request, before, kind_of(*survey, before));
    if (!form.problems.empty()) return render(request, *survey, questions, &form, 422);
    if (before.id != 0 && request.param("seen") != question_mark(before))
        return render(request, *survey, questions, &form, 409);
    store(request, *survey, std::move(questions), form);
    const auto action = before.id == 0 ? db::AuditAction::create : db::AuditAction::update;
    log(request, *survey, action, form.question.id, question_changes(before, form.question));
    transaction.commit();
    return back_to(*survey, form.question.id);
}

void SurveyEditor::store(const web::Request& request, const db::Survey& survey, Questions questions, QuestionForm& form)
{
    const auto& author = request.account().username;
    auto& question = form.question;
    if (question.id == 0) {
        question.id = questions_.add(survey.id, question, author, request.now);
        questions.push_back(question);
        questions_.place(questions);
    } else {
        questions_.change(question);
    }
    choices_.keep(question, author, request.now);
}

web::Response SurveyEditor::move(const web::Request& request)
{
    db::Transaction transaction{db_.get()};
    const auto survey = surveys_.lock(request.scope(), request.id("survey").value_or(0));
    if (!survey) return web::not_found();
    auto questions = questions_.of(survey->id);
    const auto question = find_question(questions, request.id("question").value_or(0));
    if (question == questions.end()) return web::not_found();
    const auto id = question->id;
    const auto place = question - questions.begin();
    const bool is_up = request.param("do") == "up";
    const auto wanted = is_up ? place - 1 : place + 1;
    if (wanted >= 0 && wanted < static_cast<std::ptrdiff_t>(questions.size())) {
        std::iter_swap(question, questions.begin() + wanted);
        questions_.place(questions);
        log(request, *survey, db::AuditAction::update, id,
            {{"position", std::to_string(place + 1), std::to_string(wanted + 1)}});
    }
    transaction.commit();
    return back_to(*survey, id);
}

web::Response SurveyEditor::ask_about_answers(const web::Request& request, const db::Survey& survey,
                                              const crm::SurveyQuestion& question, unsigned answers)
{
    auto model = frame_.model(request, "/surveys");
    set_survey(model, request, survey);
    model.set("QUESTION_ID", question.id).set("QUESTION", question.text);
    model.set("ANSWERS", i18n::format_number(answers, request.language()));
    return frame_.show(request, "survey_question_remove.html", model);
}

web::Response SurveyEditor::remove(const web::Request& request)
{
    db::Transaction transaction{db_.get()};
    const auto survey = surveys_.lock(request.scope(), request.id("survey").value_or(0));
    if (!survey) return web::not_found();
    auto questions = questions_of(*survey);
    const auto question = find_question(questions, request.id("question").value_or(0));
    if (question == questions.end()) return web::not_found();
    const auto answers = results_.count_of(survey->id, question->id);
    const auto& wish = request.param("answers");
    if (answers > 0 && wish != "keep" && wish != "delete")
        return ask_about_answers(request, *survey, *question, answers);
    if (wish == "delete") results_.remove_of(survey->id, question->id);
    choices_.remove_of(question->id);
    questions_.remove(question->id);
    log(request, *survey, db::AuditAction::remove, question->id, question_changes(*question, {}));
    transaction.commit();
    return web::see_other(editor_address(*survey) + "&saved=1");
}

}  // namespace pages
