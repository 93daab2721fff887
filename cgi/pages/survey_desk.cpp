// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_desk.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

SurveySheet SurveyDesk::sheet(const db::Survey& survey, const db::SurveyPerson& person)
{
    SurveySheet sheet{survey, questions_.of(survey.id)};
    choices_.fill(survey.id, sheet.questions);
    if (person.customerid == 0 && person.contactid == 0) return sheet;
    const auto rows = results_.of_person(survey.id, person);
    sheet.stored = stored_answers(sheet.questions, rows);
    for (const auto& row : rows)
        sheet.savekeys[row.question] = row.savekey;
    return sheet;
}

std::vector<SurveySheet> SurveyDesk::live(const web::Request& request, const db::SurveyPerson& person)
{
    std::vector<SurveySheet> sheets;
    for (const auto& survey : surveys_.live(request.account().groupid))
        sheets.push_back(sheet(survey, person));
    return sheets;
}

std::optional<std::vector<SurveySheet>> SurveyDesk::posted(const web::Request& request, const db::SurveyPerson& person)
{
    const auto own = crm::Scope::of_group(request.account().groupid);
    std::vector<SurveySheet> sheets;
    for (const auto& [name, value] : request.params) {
        if (!name.starts_with('s') || value != "1") continue;
        const auto id = runtime::to_number(std::string_view(name).substr(1));
        if (!id) continue;
        const auto survey = surveys_.find(own, static_cast<unsigned>(*id));
        if (!survey) return std::nullopt;
        sheets.push_back(sheet(*survey, person));
    }
    std::sort(sheets.begin(), sheets.end(),
              [](const SurveySheet& a, const SurveySheet& b) { return a.survey.id < b.survey.id; });
    return sheets;
}

bool SurveyDesk::is_overtaken(const SheetForm& form, const std::vector<SurveySheet>& sheets)
{
    return std::any_of(sheets.begin(), sheets.end(), [&](const SurveySheet& sheet) {
        return std::any_of(sheet.questions.begin(), sheet.questions.end(), [&](const crm::SurveyQuestion& question) {
            const auto changed = form.changed.find(question.id);
            if (changed == form.changed.end()) return false;
            const auto stored = answer_mark(sheet.stored, question.id);
            const auto savekey = sheet.savekeys.find(question.id);
            const bool by_this_form = savekey != sheet.savekeys.end() && savekey->second == form.savekey;
            return stored != changed->second.seen && stored != changed->second.mark && !by_this_form;
        });
    });
}

void SurveyDesk::store(const SheetForm& form, const std::vector<SurveySheet>& sheets, const db::SurveyPerson& person,
                       const web::Request& request)
{
    for (const auto& sheet : sheets) {
        for (const auto& question : sheet.questions) {
            const auto changed = form.changed.find(question.id);
            if (changed == form.changed.end()) continue;
            if (changed->second.mark == answer_mark(sheet.stored, question.id)) continue;
            store_answer(sheet, question, changed->second.rows, form.savekey, person, request);
        }
    }
}

void SurveyDesk::store_answer(const SurveySheet& sheet, const crm::SurveyQuestion& question,
                              const std::vector<crm::AnswerRow>& rows, const std::string& savekey,
                              const db::SurveyPerson& person, const web::Request& request)
{
    const auto row =
        results_.replace(sheet.survey, person, question.id, rows, savekey, request.account().username, request.now);
    const auto stored = sheet.stored.find(question.id);
    const auto before = stored == sheet.stored.end() ? std::nullopt : crm::answer_rows(question, stored->second);
    const auto action = !before        ? db::AuditAction::create
                        : rows.empty() ? db::AuditAction::remove
                                       : db::AuditAction::update;
    const auto before_text = before ? crm::answer_text(*before) : std::string{};
    audit_.append(request.actor(),
                  {.action = action,
                   .object = "surveyresult",
                   .row = row,
                   .group = sheet.survey.groupid,
                   .fields = {{"answer", before_text, crm::answer_text(rows)}}},
                  request.now);
}

}  // namespace pages
