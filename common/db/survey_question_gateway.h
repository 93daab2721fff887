// SPDX-License-Identifier: GPL-3.0-or-later
// surveyoptions: a survey's questions, in their order. The caller has found the survey within the scope; choices are
// SurveyChoiceGateway's.
#pragma once

#include "common/crm/survey.h"
#include "common/db/connection.h"

#include <string>
#include <vector>

namespace db {

class SurveyQuestionGateway {
public:
    explicit SurveyQuestionGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::vector<crm::SurveyQuestion> of(unsigned survey);
    // Without a place: place() follows.
    [[nodiscard]] unsigned add(unsigned survey, const crm::SurveyQuestion& question, const std::string& creby,
                               TimePoint now);
    void change(const crm::SurveyQuestion& question);
    void remove(unsigned question);
    // First to last.
    void place(const std::vector<crm::SurveyQuestion>& questions);

private:
    LazyConnection& db_;
};

}  // namespace db
