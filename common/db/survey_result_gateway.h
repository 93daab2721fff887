// SPDX-License-Identifier: GPL-3.0-or-later
// surveyresult: what was answered. A row is a choice that was taken, or (choice 0) a text or remark. A person is a
// contact, or a customer as a whole; answers keep their person's ids when the customer is deleted, so that persons stay
// distinct in statistics.
#pragma once

#include "common/crm/permission.h"
#include "common/crm/survey_answers.h"
#include "common/crm/survey_statistics.h"
#include "common/db/connection.h"
#include "common/db/survey_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct SurveyPerson {
    unsigned customerid = 0;
    unsigned contactid = 0;
};

struct StoredAnswer {
    unsigned question = 0;
    unsigned choice = 0;
    std::string note;
    std::string savekey;
};

// Of what an answer's ids name: the texts of the day it was given.
struct AnswerText {
    unsigned question = 0;
    unsigned choice = 0;
    std::string question_text;
    std::string choice_text;
};

// Which answers of a survey are counted.
struct AnswerFilter {
    unsigned survey = 0;
    std::string agent;  // username; empty: all
    std::optional<unsigned> campaign;
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;  // not included
};

class SurveyResultGateway {
public:
    explicit SurveyResultGateway(LazyConnection& db) : db_(db) {}

    // Of one person, in the order of their rows.
    [[nodiscard]] std::vector<StoredAnswer> of_person(unsigned survey, const SurveyPerson& person);
    // Within a transaction: makes the person's answer to the question these rows; none takes it back. DbError
    // duplicate(): the form of that savekey is being stored by another request. The first of the new rows, 0: none.
    std::uint64_t replace(const Survey& survey, const SurveyPerson& person, unsigned question,
                          const std::vector<crm::AnswerRow>& rows, const std::string& savekey, const std::string& creby,
                          TimePoint now);
    // Who the form of that savekey was stored for by that account.
    [[nodiscard]] std::optional<SurveyPerson> saved_with(const std::string& savekey, const std::string& creby);

    [[nodiscard]] crm::SurveyCounts counts(const crm::Scope& scope, const AnswerFilter& filter);
    [[nodiscard]] std::vector<AnswerText> texts(const crm::Scope& scope, unsigned survey);
    [[nodiscard]] std::vector<std::string> agents(const crm::Scope& scope, unsigned survey);
    // Surveys that were deleted while their answers were kept: id and title.
    [[nodiscard]] std::vector<Survey> deleted_surveys(const crm::Scope& scope);

    [[nodiscard]] bool is_answered(unsigned survey, unsigned question);
    // Rows of a question.
    [[nodiscard]] unsigned count_of(unsigned survey, unsigned question);
    void remove_of(unsigned survey, unsigned question);

private:
    LazyConnection& db_;
};

}  // namespace db
