// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_statistics_page.h"

#include "cgi/pages/grid_export.h"
#include "cgi/pages/page_right.h"
#include "cgi/pages/query_text.h"
#include "common/i18n/format.h"

#include <algorithm>

namespace pages {

namespace {

using i18n::message;

const db::Survey* chosen_survey(const std::vector<db::Survey>& surveys, const web::Request& request)
{
    if (request.param("survey").empty()) return surveys.empty() ? nullptr : &surveys.front();
    const auto id = request.id("survey").value_or(0);
    const auto found =
        std::find_if(surveys.begin(), surveys.end(), [&](const db::Survey& survey) { return survey.id == id; });
    return found == surveys.end() ? nullptr : &*found;
}

// In percent, for what reads numbers.
std::string plain_percent(double share)
{
    auto text = i18n::format_percent(share, i18n::Language::en);
    text.pop_back();
    return text;
}

std::string shown_number(std::uint64_t number, i18n::Language language)
{
    return i18n::format_number(static_cast<long long>(number), language);
}

void fill_choice(web::Model& row, const ChoiceFigure& choice, const std::string& text, i18n::Language language)
{
    row.set("CHOICE", text).show_if(choice.is_removed, "CHOICE_REMOVED");
    row.set("PERSONS", shown_number(choice.persons, language));
    row.set("SHARE", i18n::format_percent(choice.share, language)).set("WIDTH", plain_percent(choice.share));
}

void add_option(web::Model& model, const char* section, const std::string& value, const std::string& word,
                const std::string& chosen)
{
    model.add(section).set("VALUE", value).set("WORD", word).show_if(value == chosen, "CHOSEN");
}

}  // namespace

std::vector<db::Survey> SurveyStatisticsPage::choices(const crm::Scope& scope)
{
    auto surveys = surveys_.all(scope);
    for (auto& deleted : results_.deleted_surveys(scope))
        surveys.push_back(std::move(deleted));
    return surveys;
}

SurveyStatisticsPage::Wish SurveyStatisticsPage::read_wish(const web::Request& request, unsigned survey)
{
    Wish wish;
    wish.filter.survey = survey;
    wish.filter.agent = request.param("agent");
    wish.filter.campaign = request.id("campaign");
    const auto read_time = [&](std::string_view name) {
        const auto time = i18n::parse_local_time(request.param(name));
        if (!time && !request.param(name).empty()) wish.is_wrong_time = true;
        return time;
    };
    if (const auto from = read_time("from")) wish.filter.from = from->begin;
    if (const auto to = read_time("to")) wish.filter.to = to->end;
    return wish;
}

std::vector<QuestionFigures> SurveyStatisticsPage::figures(const crm::Scope& scope, unsigned survey,
                                                           const crm::SurveyCounts& counts)
{
    auto questions = questions_.of(survey);
    choices_.fill(survey, questions);
    return survey_figures(questions, results_.texts(scope, survey), counts);
}

std::string SurveyStatisticsPage::text_of(const web::Request& request, const QuestionFigures& question,
                                          const ChoiceFigure& choice) const
{
    if (choice.choice != 0) return choice.text;
    const bool is_text = question.question.kind == crm::QuestionKind::text && !question.is_removed;
    return frame_.word(request, is_text ? message("Text") : message("Remark"));
}

void SurveyStatisticsPage::fill_filter(web::Model& model, const web::Request& request,
                                       const std::vector<db::Survey>& surveys, unsigned survey)
{
    for (const auto& one : surveys)
        add_option(model, "SURVEY_OPTION", std::to_string(one.id), one.title, std::to_string(survey));
    for (const auto& agent : results_.agents(request.scope(), survey))
        add_option(model, "AGENT_OPTION", agent, agent, request.param("agent"));
    for (const auto& campaign : campaigns_.choices(request.scope(), db::Reference::campaign))
        add_option(model, "CAMPAIGN_OPTION", std::to_string(campaign.id), campaign.name, request.param("campaign"));
    model.set("FROM", request.param("from")).set("TO", request.param("to"));
}

void SurveyStatisticsPage::fill_figures(web::Model& model, const web::Request& request, const QuestionFigures& figures)
{
    const auto language = request.language();
    auto& row = model.add("FIGURE");
    const auto id = std::to_string(figures.question.id);
    row.set("QUESTION", figures.question.text).set("ANSWERED", shown_number(figures.answered, language));
    row.set("ANSWERS_ADDRESS", manager_address("/surveyresults?f1=questionid&c1=equal&v1=") + id);
    row.show_if(figures.is_removed, "QUESTION_REMOVED").show_if(figures.choices.empty(), "NO_ANSWERS");
    if (!figures.choices.empty()) row.add("FIGURE_TABLE");
    for (const auto& choice : figures.choices) {
        const auto text = text_of(request, figures, choice);
        fill_choice(row.add("CHOICE_ROW"), choice, text, language);
        row.add("CHOICE_HEAD").set("CHOICE", text);
    }
    for (const auto& agent : figures.agents) {
        auto& line = row.add("AGENT_ROW");
        line.set("AGENT", agent.agent).set("AGENT_ANSWERED", shown_number(agent.answered, language));
        for (const auto& choice : agent.choices)
            fill_choice(line.add("AGENT_CHOICE"), choice, "", language);
    }
    row.show_if(!figures.agents.empty(), "HAS_AGENTS");
}

web::Response SurveyStatisticsPage::show(const web::Request& request)
{
    const auto surveys = choices(request.scope());
    const auto* survey = chosen_survey(surveys, request);
    if (survey == nullptr && !request.param("survey").empty()) return web::not_found();
    auto model = frame_.model(request, "/statistics");
    model.show_if(survey == nullptr, "NO_SURVEYS");
    if (survey == nullptr) return frame_.show(request, "survey_statistics.html", model);
    const auto [filter, is_wrong_time] = read_wish(request, survey->id);
    auto& shown = model.add("CHOSEN_SURVEY");
    fill_filter(shown, request, surveys, survey->id);
    shown.show_if(is_wrong_time, "WRONG_TIME").set("SURVEY", survey->title);
    const auto counts = is_wrong_time ? crm::SurveyCounts{} : results_.counts(request.scope(), filter);
    shown.set("PERSONS_ASKED", shown_number(counts.persons, request.language()));
    for (const auto& one : figures(request.scope(), survey->id, counts))
        fill_figures(shown, request, one);
    shown.show_if(!shown.shows("FIGURE"), "NO_FIGURES");
    std::vector<std::pair<std::string, std::string>> params{{"survey", std::to_string(survey->id)}};
    for (const auto* name : {"agent", "campaign", "from", "to"})
        params.emplace_back(name, request.param(name));
    const auto address = manager_address("/statistics/export") + query_text(params);
    if (may(request, "/statistics", crm::Right::export_rows)) {
        auto& exports = shown.add("MAY_EXPORT");
        exports.set("CSV_ADDRESS", address + "&format=csv").set("XLSX_ADDRESS", address + "&format=xlsx");
    }
    shown.set("RESULTS_ADDRESS",
              manager_address("/surveyresults?f1=surveyid&c1=equal&v1=") + std::to_string(survey->id));
    return frame_.show(request, "survey_statistics.html", model, is_wrong_time ? 422 : 200);
}

web::Response SurveyStatisticsPage::export_figures(const web::Request& request)
{
    const auto surveys = choices(request.scope());
    const auto* survey = chosen_survey(surveys, request);
    if (survey == nullptr) return web::not_found();
    const auto [filter, is_wrong_time] = read_wish(request, survey->id);
    if (is_wrong_time) return web::not_found();
    std::vector<db::GridRow> rows;
    const auto add = [&](const QuestionFigures& question, const std::string& agent, const ChoiceFigure& choice) {
        rows.push_back({0,
                        {survey->title, question.question.text, text_of(request, question, choice), agent,
                         std::to_string(choice.persons), plain_percent(choice.share)}});
    };
    const auto everybody = frame_.word(request, message("All agents"));
    for (const auto& one : figures(request.scope(), survey->id, results_.counts(request.scope(), filter))) {
        for (const auto& choice : one.choices)
            add(one, everybody, choice);
        for (const auto& agent : one.agents) {
            for (const auto& choice : agent.choices)
                add(one, agent.agent, choice);
        }
    }
    std::vector<ExportColumn> columns;
    for (const auto caption : {message("Survey"), message("Question"), message("Answer"), message("Agent"),
                               message("Persons"), message("Share (%)")})
        columns.push_back({columns.size(), frame_.word(request, caption), columns.size() >= 4});
    const auto text = [](std::size_t, const std::optional<std::string>& cell) { return cell.value_or(""); };
    return export_rows(
        "statistics", request.param("format") == "xlsx" ? ExportFormat::xlsx : ExportFormat::csv, std::move(columns),
        text, [rows = std::move(rows)](const TakeRow& take) { std::for_each(rows.begin(), rows.end(), take); });
}

}  // namespace pages
