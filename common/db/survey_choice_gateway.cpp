// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/survey_choice_gateway.h"

#include <algorithm>

namespace db {

namespace {

constexpr Sql select_of =
    "SELECT i.optionid, i.id, i.itemcontent FROM surveyoptionitems i JOIN surveyoptions o ON o.id = i.optionid"
    " WHERE o.surveyid = ? ORDER BY i.position, i.id";
constexpr Sql select_ids = "SELECT id FROM surveyoptionitems WHERE optionid = ?";
constexpr Sql insert_choice =
    "INSERT INTO surveyoptionitems (optionid, itemtype, itemcontent, creby, cretime, position)"
    " VALUES (?, ?, ?, ?, ?, ?)";
constexpr Sql update_choice =
    "UPDATE surveyoptionitems SET itemtype = ?, itemcontent = ?, position = ? WHERE id = ? AND optionid = ?";
constexpr Sql delete_choice = "DELETE FROM surveyoptionitems WHERE id = ?";
constexpr Sql delete_of = "DELETE FROM surveyoptionitems WHERE optionid = ?";

}  // namespace

void SurveyChoiceGateway::fill(unsigned survey, std::vector<crm::SurveyQuestion>& questions)
{
    auto rows = db_.get().query(select_of, survey);
    while (rows.next()) {
        const auto question = std::find_if(questions.begin(), questions.end(),
                                           [&](const crm::SurveyQuestion& q) { return q.id == rows.id(1); });
        if (question != questions.end()) question->choices.push_back({rows.id(2), rows.text(3)});
    }
}

void SurveyChoiceGateway::keep(const crm::SurveyQuestion& question, const std::string& creby, TimePoint now)
{
    auto& db = db_.get();
    std::vector<unsigned> gone;
    for (auto rows = db.query(select_ids, question.id); rows.next();) {
        const auto id = rows.id(1);
        const bool stays = std::any_of(question.choices.begin(), question.choices.end(),
                                       [&](const crm::SurveyChoice& choice) { return choice.id == id; });
        if (!stays) gone.push_back(id);
    }
    for (const auto id : gone)
        db.execute(delete_choice, id);
    for (unsigned i = 0; i < question.choices.size(); ++i) {
        const auto& [id, text] = question.choices[i];
        const auto kind = crm::to_string(question.kind);
        if (id == 0) {
            db.execute(insert_choice, question.id, kind, text, creby, now, i + 1);
        } else {
            db.execute(update_choice, kind, text, i + 1, id, question.id);
        }
    }
}

void SurveyChoiceGateway::remove_of(unsigned question)
{
    db_.get().execute(delete_of, question);
}

}  // namespace db
