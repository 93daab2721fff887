// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the form of one question of a survey. Its choices are renamed, moved and removed one by one, new ones are lines
// of a text, so that it works without a script.
#pragma once

#include "cgi/pages/field_check.h"
#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "common/crm/survey.h"
#include "common/db/audit_gateway.h"

#include <string>
#include <vector>

namespace pages {

struct QuestionForm {
    crm::SurveyQuestion question;  // new choices have no id
    std::string more;              // the lines new choices were typed in
    FieldProblems problems;
};

enum class KindIs { free, fixed };  // fixed: it was answered already

// `before`: the stored question; without an id a new one.
[[nodiscard]] QuestionForm read_question_form(const web::Request& request, const crm::SurveyQuestion& before,
                                              KindIs kind);
// What a form that shows the question has seen.
[[nodiscard]] std::string question_mark(const crm::SurveyQuestion& question);
[[nodiscard]] std::vector<db::AuditedField> question_changes(const crm::SurveyQuestion& before,
                                                             const crm::SurveyQuestion& after);
void fill_question_form(web::Model& row, const QuestionForm& form, KindIs kind);

}  // namespace pages
