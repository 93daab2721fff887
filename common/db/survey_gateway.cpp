// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/survey_gateway.h"

namespace db {

namespace {

constexpr Sql select_survey =
    "SELECT s.id, s.groupid, s.surveyname, s.surveynote, s.enable, s.campaignid, k.campaignname FROM survey s"
    " LEFT JOIN campaign k ON k.id = s.campaignid WHERE s.id = ? AND (? OR s.groupid = ?)";
constexpr Sql lock_survey = "SELECT id FROM survey WHERE id = ? FOR UPDATE";
constexpr Sql select_all =
    "SELECT s.id, s.groupid, s.surveyname, s.surveynote, s.enable, s.campaignid, k.campaignname FROM survey s"
    " LEFT JOIN campaign k ON k.id = s.campaignid WHERE (? OR s.groupid = ?) ORDER BY s.id DESC";
constexpr Sql select_live =
    "SELECT s.id, s.groupid, s.surveyname, s.surveynote, s.enable, s.campaignid, k.campaignname FROM survey s"
    " LEFT JOIN campaign k ON k.id = s.campaignid"
    " WHERE s.groupid = ? AND s.enable = 1 AND (s.campaignid = 0 OR k.enable = 1) ORDER BY s.id";

Survey read_survey(const Rows& row)
{
    return {row.id(1), row.id(2), row.text(3), row.text(4), row.flag(5), row.id(6), row.text(7)};
}

std::vector<Survey> read_surveys(Rows rows)
{
    std::vector<Survey> surveys;
    while (rows.next())
        surveys.push_back(read_survey(rows));
    return surveys;
}

}  // namespace

std::optional<Survey> SurveyGateway::find(const crm::Scope& scope, unsigned id)
{
    auto row = db_.get().query(select_survey, id, scope.is_everything(), scope.group());
    if (!row.next()) return std::nullopt;
    return read_survey(row);
}

std::optional<Survey> SurveyGateway::lock(const crm::Scope& scope, unsigned id)
{
    if (auto row = db_.get().query(lock_survey, id); !row.next()) return std::nullopt;
    return find(scope, id);
}

std::vector<Survey> SurveyGateway::all(const crm::Scope& scope)
{
    return read_surveys(db_.get().query(select_all, scope.is_everything(), scope.group()));
}

std::vector<Survey> SurveyGateway::live(unsigned group)
{
    return read_surveys(db_.get().query(select_live, group));
}

}  // namespace db
