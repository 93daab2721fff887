// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/survey_result_gateway.h"

namespace db {

namespace {

constexpr Sql select_of_contact =
    "SELECT surveyoptionid, itemid, surveynote, savekey FROM surveyresult WHERE surveyid = ? AND contactid = ?"
    " ORDER BY id";
constexpr Sql select_of_customer =
    "SELECT surveyoptionid, itemid, surveynote, savekey FROM surveyresult"
    " WHERE surveyid = ? AND customerid = ? AND contactid = 0 ORDER BY id";
constexpr Sql delete_of_contact =
    "DELETE FROM surveyresult WHERE surveyid = ? AND surveyoptionid = ? AND contactid = ?";
constexpr Sql delete_of_customer =
    "DELETE FROM surveyresult WHERE surveyid = ? AND surveyoptionid = ? AND customerid = ? AND contactid = 0";
constexpr Sql insert_row =
    "INSERT INTO surveyresult (customerid, contactid, surveyid, surveytitle, surveyoptionid, itemid, itemcontent,"
    " surveyoption, surveynote, groupid, campaignid, creby, cretime, savekey)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr Sql select_saved_with =
    "SELECT customerid, contactid FROM surveyresult WHERE savekey = ? AND creby = ? LIMIT 1";

// A row of a rollup whose choice is NULL counts the question, one whose question is NULL too the whole.
constexpr Sql count_choices = "SELECT surveyoptionid, itemid, '', COUNT(DISTINCT customerid, contactid)";
constexpr Sql by_choice = " GROUP BY surveyoptionid, itemid WITH ROLLUP";
constexpr Sql count_choices_by_agent = "SELECT surveyoptionid, itemid, creby, COUNT(DISTINCT customerid, contactid)";
constexpr Sql by_agent = " GROUP BY creby, surveyoptionid, itemid WITH ROLLUP";
constexpr Sql select_texts =
    "SELECT surveyoptionid, itemid, MAX(surveyoption), MAX(itemcontent) FROM surveyresult"
    " WHERE surveyid = ? AND (? OR groupid = ?) GROUP BY surveyoptionid, itemid ORDER BY surveyoptionid, itemid";
constexpr Sql select_agents =
    "SELECT DISTINCT creby FROM surveyresult WHERE surveyid = ? AND (? OR groupid = ?) AND creby <> '' ORDER BY creby";
constexpr Sql select_deleted =
    "SELECT d.surveyid, r.groupid, r.surveytitle FROM (SELECT DISTINCT surveyid FROM surveyresult) d"
    " LEFT JOIN survey s ON s.id = d.surveyid"
    " JOIN surveyresult r ON r.id = (SELECT MAX(n.id) FROM surveyresult n WHERE n.surveyid = d.surveyid)"
    " WHERE s.id IS NULL AND (? OR r.groupid = ?) ORDER BY d.surveyid DESC";

constexpr Sql select_one = "SELECT id FROM surveyresult WHERE surveyid = ? AND surveyoptionid = ? LIMIT 1";
constexpr Sql count_rows = "SELECT COUNT(*) FROM surveyresult WHERE surveyid = ? AND surveyoptionid = ?";
constexpr Sql delete_rows = "DELETE FROM surveyresult WHERE surveyid = ? AND surveyoptionid = ?";

Statement counted_rows(const crm::Scope& scope, const AnswerFilter& filter)
{
    Statement statement{" FROM surveyresult WHERE surveyid = ?", filter.survey};
    if (!scope.is_everything()) statement.add(" AND groupid = ?", scope.group());
    if (!filter.agent.empty()) statement.add(" AND creby = ?", filter.agent);
    if (filter.campaign) statement.add(" AND campaignid = ?", *filter.campaign);
    if (filter.from) statement.add(" AND cretime >= ?", *filter.from);
    if (filter.to) statement.add(" AND cretime < ?", *filter.to);
    return statement;
}

// Returns the number of the last row: of the whole.
std::uint64_t read_counts(Rows rows, std::vector<crm::ChoiceCount>& counts)
{
    std::uint64_t persons = 0;
    std::size_t first = 0;  // of the question
    while (rows.next()) {
        persons = static_cast<std::uint64_t>(rows.integer(4));
        if (!rows.is_null(2)) {
            counts.push_back({rows.id(1), rows.id(2), rows.text(3), persons, 0});
            continue;
        }
        for (; first < counts.size(); ++first)
            counts[first].answered = persons;
    }
    return persons;
}

}  // namespace

std::vector<StoredAnswer> SurveyResultGateway::of_person(unsigned survey, const SurveyPerson& person)
{
    auto& db = db_.get();
    auto rows = person.contactid != 0 ? db.query(select_of_contact, survey, person.contactid)
                                      : db.query(select_of_customer, survey, person.customerid);
    std::vector<StoredAnswer> answers;
    while (rows.next())
        answers.push_back({rows.id(1), rows.id(2), rows.text(3), rows.text(4)});
    return answers;
}

std::uint64_t SurveyResultGateway::replace(const Survey& survey, const SurveyPerson& person, unsigned question,
                                           const std::vector<crm::AnswerRow>& rows, const std::string& savekey,
                                           const std::string& creby, TimePoint now)
{
    auto& db = db_.get();
    if (person.contactid != 0) {
        db.execute(delete_of_contact, survey.id, question, person.contactid);
    } else {
        db.execute(delete_of_customer, survey.id, question, person.customerid);
    }
    std::uint64_t first = 0;
    for (const auto& row : rows) {
        db.execute(insert_row, person.customerid, person.contactid, survey.id, survey.title, question, row.choice,
                   row.choice_text, row.question_text, row.note, survey.groupid, survey.campaignid, creby, now,
                   savekey);
        if (first == 0) first = db.last_insert_id();
    }
    return first;
}

std::optional<SurveyPerson> SurveyResultGateway::saved_with(const std::string& savekey, const std::string& creby)
{
    auto row = db_.get().query(select_saved_with, savekey, creby);
    if (!row.next()) return std::nullopt;
    return SurveyPerson{row.id(1), row.id(2)};
}

crm::SurveyCounts SurveyResultGateway::counts(const crm::Scope& scope, const AnswerFilter& filter)
{
    auto& db = db_.get();
    const auto counted = counted_rows(scope, filter);
    crm::SurveyCounts counts;
    counts.persons = read_counts(db.query(Statement{count_choices}.add(counted).add(by_choice)), counts.choices);
    read_counts(db.query(Statement{count_choices_by_agent}.add(counted).add(by_agent)), counts.choices_by_agent);
    return counts;
}

std::vector<AnswerText> SurveyResultGateway::texts(const crm::Scope& scope, unsigned survey)
{
    std::vector<AnswerText> texts;
    auto rows = db_.get().query(select_texts, survey, scope.is_everything(), scope.group());
    while (rows.next())
        texts.push_back({rows.id(1), rows.id(2), rows.text(3), rows.text(4)});
    return texts;
}

std::vector<std::string> SurveyResultGateway::agents(const crm::Scope& scope, unsigned survey)
{
    std::vector<std::string> agents;
    auto rows = db_.get().query(select_agents, survey, scope.is_everything(), scope.group());
    while (rows.next())
        agents.push_back(rows.text(1));
    return agents;
}

std::vector<Survey> SurveyResultGateway::deleted_surveys(const crm::Scope& scope)
{
    std::vector<Survey> surveys;
    auto rows = db_.get().query(select_deleted, scope.is_everything(), scope.group());
    while (rows.next()) {
        auto& survey = surveys.emplace_back();
        survey.id = rows.id(1);
        survey.groupid = rows.id(2);
        survey.title = rows.text(3);
    }
    return surveys;
}

bool SurveyResultGateway::is_answered(unsigned survey, unsigned question)
{
    return db_.get().query(select_one, survey, question).next();
}

unsigned SurveyResultGateway::count_of(unsigned survey, unsigned question)
{
    auto row = db_.get().query(count_rows, survey, question);
    return row.next() ? row.id(1) : 0;
}

void SurveyResultGateway::remove_of(unsigned survey, unsigned question)
{
    db_.get().execute(delete_rows, survey, question);
}

}  // namespace db
