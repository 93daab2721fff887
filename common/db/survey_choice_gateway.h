// SPDX-License-Identifier: GPL-3.0-or-later
// surveyoptionitems: the choices of a survey's questions, in their order.
#pragma once

#include "common/crm/survey.h"
#include "common/db/connection.h"

#include <string>
#include <vector>

namespace db {

class SurveyChoiceGateway {
public:
    explicit SurveyChoiceGateway(LazyConnection& db) : db_(db) {}

    // Gives the questions of that survey their choices.
    void fill(unsigned survey, std::vector<crm::SurveyQuestion>& questions);
    // Makes the question's choices those, in their order: without an id they are new, those that are not named go.
    void keep(const crm::SurveyQuestion& question, const std::string& creby, TimePoint now);
    void remove_of(unsigned question);

private:
    LazyConnection& db_;
};

}  // namespace db
