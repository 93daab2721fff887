// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: surveys as the pop shows them under the customer's form, and what comes back: only questions whose answer the
// form changed, so that what a colleague answered meanwhile is not undone by a form that left it blank.
#pragma once

#include "cgi/pages/field_check.h"
#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "common/crm/survey_answers.h"
#include "common/db/survey_result_gateway.h"

#include <map>
#include <string>
#include <vector>

namespace pages {

using Answers = std::map<unsigned, crm::FilledQuestion>;  // by question

struct SurveySheet {
    db::Survey survey;
    std::vector<crm::SurveyQuestion> questions;
    Answers stored{};                            // of the person shown
    std::map<unsigned, std::string> savekeys{};  // of the forms that stored them, by question
};

// Choices that are no longer offered are left out: the form cannot show them.
[[nodiscard]] Answers stored_answers(const std::vector<crm::SurveyQuestion>& questions,
                                     const std::vector<db::StoredAnswer>& rows);

struct ChangedAnswer {
    std::vector<crm::AnswerRow> rows;  // none: taken back
    std::string mark;                  // of the new answer
    std::string seen;                  // of the one the form was opened with
};

struct SheetForm {
    std::string savekey;
    std::map<unsigned, ChangedAnswer> changed;    // by question
    std::map<unsigned, FieldProblem> problems{};  // by question
};

[[nodiscard]] std::string answer_mark(const Answers& answers, unsigned question);

// `request` holds a field s12=1 for each of the sheets: see SurveyDesk::posted().
[[nodiscard]] SheetForm read_sheets(const web::Request& request, const std::vector<SurveySheet>& sheets);

// Shows what is stored.
void fill_sheets(web::Model& model, const std::vector<SurveySheet>& sheets);
// Shows what was typed, and what is wrong with it.
void fill_typed_sheets(web::Model& model, const std::vector<SurveySheet>& sheets, const web::Request& typed,
                       const std::map<unsigned, FieldProblem>& problems);

}  // namespace pages
