// SPDX-License-Identifier: GPL-3.0-or-later
// The surveys an agent asks: those of the agent's group, whoever is asked. Others look absent.
#pragma once

#include "cgi/pages/survey_sheet.h"
#include "common/db/audit_gateway.h"
#include "common/db/survey_choice_gateway.h"
#include "common/db/survey_gateway.h"
#include "common/db/survey_question_gateway.h"

#include <optional>

namespace pages {

class SurveyDesk {
public:
    explicit SurveyDesk(db::LazyConnection& db) : surveys_(db), questions_(db), choices_(db), results_(db), audit_(db)
    {
    }

    // Without a person (both ids 0) nothing is answered yet.
    [[nodiscard]] SurveySheet sheet(const db::Survey& survey, const db::SurveyPerson& person);
    [[nodiscard]] std::vector<SurveySheet> live(const web::Request& request, const db::SurveyPerson& person);
    // Those a form was about, also when they are not live any more. Nothing: one of them is not the group's.
    [[nodiscard]] std::optional<std::vector<SurveySheet>> posted(const web::Request& request,
                                                                 const db::SurveyPerson& person);

    // Did a colleague answer one of the questions otherwise since the form was opened?
    [[nodiscard]] static bool is_overtaken(const SheetForm& form, const std::vector<SurveySheet>& sheets);
    // Within a transaction that has locked the person, `sheets` read in it. In the audit log, too.
    void store(const SheetForm& form, const std::vector<SurveySheet>& sheets, const db::SurveyPerson& person,
               const web::Request& request);
    // Whom an earlier sending of the same form was stored for.
    [[nodiscard]] std::optional<db::SurveyPerson> saved_before(const SheetForm& form, const web::Request& request)
    {
        return results_.saved_with(form.savekey, request.account().username);
    }

private:
    void store_answer(const SurveySheet& sheet, const crm::SurveyQuestion& question,
                      const std::vector<crm::AnswerRow>& rows, const std::string& savekey,
                      const db::SurveyPerson& person, const web::Request& request);

    db::SurveyGateway surveys_;
    db::SurveyQuestionGateway questions_;
    db::SurveyChoiceGateway choices_;
    db::SurveyResultGateway results_;
    db::AuditGateway audit_;
};

}  // namespace pages
