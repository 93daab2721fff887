// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of a survey: added, changed, moved and removed, each change with its entry in the audit log; and the
// preview of what agents see.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/survey_desk.h"
#include "cgi/pages/survey_question_form.h"
#include "common/db/audit_gateway.h"

namespace pages {

class SurveyEditor {
public:
    // Both outlive it.
    SurveyEditor(db::LazyConnection& db, const ManagerFrame& frame)
        : db_(db), frame_(frame), surveys_(db), questions_(db), choices_(db), results_(db), audit_(db), desk_(db)
    {
    }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response preview(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);
    [[nodiscard]] web::Response move(const web::Request& request);
    // Asks what becomes of the answers when there are any.
    [[nodiscard]] web::Response remove(const web::Request& request);

private:
    using Questions = std::vector<crm::SurveyQuestion>;

    [[nodiscard]] Questions questions_of(const db::Survey& survey);
    // `typed`: a form that comes back.
    [[nodiscard]] web::Response render(const web::Request& request, const db::Survey& survey,
                                       const Questions& questions, const QuestionForm* typed, int status);
    [[nodiscard]] web::Response ask_about_answers(const web::Request& request, const db::Survey& survey,
                                                  const crm::SurveyQuestion& question, unsigned answers);
    void store(const web::Request& request, const db::Survey& survey, Questions questions, QuestionForm& form);
    void log(const web::Request& request, const db::Survey& survey, db::AuditAction action, unsigned question,
             std::vector<db::AuditedField> fields);
    [[nodiscard]] KindIs kind_of(const db::Survey& survey, const crm::SurveyQuestion& question);

    db::LazyConnection& db_;
    const ManagerFrame& frame_;
    db::SurveyGateway surveys_;
    db::SurveyQuestionGateway questions_;
    db::SurveyChoiceGateway choices_;
    db::SurveyResultGateway results_;
    db::AuditGateway audit_;
    SurveyDesk desk_;
};

}  // namespace pages
