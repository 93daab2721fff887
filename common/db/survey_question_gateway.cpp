// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/survey_question_gateway.h"

namespace db {

namespace {

constexpr Sql select_of =
    "SELECT id, optiontype, surveyoption, optionnote FROM surveyoptions WHERE surveyid = ? ORDER BY position, id";
constexpr Sql insert_question =
    "INSERT INTO surveyoptions (surveyoption, optionnote, optiontype, surveyid, creby, cretime)"
    " VALUES (?, ?, ?, ?, ?, ?)";
constexpr Sql update_question =
    "UPDATE surveyoptions SET surveyoption = ?, optionnote = ?, optiontype = ? WHERE id = ?";
constexpr Sql delete_question = "DELETE FROM surveyoptions WHERE id = ?";
constexpr Sql update_position = "UPDATE surveyoptions SET position = ? WHERE id = ?";

}  // namespace

std::vector<crm::SurveyQuestion> SurveyQuestionGateway::of(unsigned survey)
{
    std::vector<crm::SurveyQuestion> questions;
    auto rows = db_.get().query(select_of, survey);
    while (rows.next()) {
        const auto kind = crm::parse_question_kind(rows.text(2)).value_or(crm::QuestionKind::text);
        questions.push_back({rows.id(1), kind, rows.text(3), {}, rows.text(4)});
    }
    return questions;
}

unsigned SurveyQuestionGateway::add(unsigned survey, const crm::SurveyQuestion& question, const std::string& creby,
                                    TimePoint now)
{
    auto& db = db_.get();
    db.execute(insert_question, question.text, question.note, crm::to_string(question.kind), survey, creby, now);
    return static_cast<unsigned>(db.last_insert_id());
}

void SurveyQuestionGateway::change(const crm::SurveyQuestion& question)
{
    db_.get().execute(update_question, question.text, question.note, crm::to_string(question.kind), question.id);
}

void SurveyQuestionGateway::remove(unsigned question)
{
    db_.get().execute(delete_question, question);
}

void SurveyQuestionGateway::place(const std::vector<crm::SurveyQuestion>& questions)
{
    for (unsigned i = 0; i < questions.size(); ++i)
        db_.get().execute(update_position, i + 1, questions[i].id);
}

}  // namespace db
