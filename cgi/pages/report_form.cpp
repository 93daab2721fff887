// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/report_form.h"

#include "cgi/pages/page_right.h"
#include "cgi/pages/query_text.h"
#include "cgi/pages/report_period.h"

#include <algorithm>

namespace pages {

void add_choice(web::Model& model, std::string_view section, std::string_view value, std::string_view word,
                std::string_view chosen)
{
    model.add(section).set("VALUE", value).set("WORD", word).show_if(value == chosen, "CHOSEN");
}

void fill_period(web::Model& model, const web::Request& request, const ManagerFrame& frame)
{
    const auto period = read_period(request);
    const auto chosen = period ? period->word : request.param("period");
    for (const auto& each : period_words())
        add_choice(model, "PERIOD_OPTION", each.word, frame.word(request, each.caption), chosen);
    model.set("FROM", period ? period->first_date() : request.param("from"));
    model.set("TO", period ? period->last_date() : request.param("to"));
}

void fill_people(web::Model& model, const web::Request& request, db::ReportGateway& reports)
{
    for (const auto& agent : reports.agents(request.scope()))
        add_choice(model, "AGENT_OPTION", std::to_string(agent.id),
                   agent.name + (agent.words.empty() ? "" : " \u2013 " + agent.words), request.param("agent"));
    if (!request.scope().is_everything()) return;
    auto& choice = model.add("GROUP_CHOICE");
    for (const auto& group : reports.groups(request.scope()))
        add_choice(choice, "GROUP_OPTION", std::to_string(group.id), group.name, request.param("group"));
}

void fill_exports(web::Model& model, const web::Request& request, std::string_view path)
{
    if (!may(request, "/reports", crm::Right::export_rows)) return;
    std::vector<std::pair<std::string, std::string>> params;
    for (const auto* name : {"period", "from", "to", "by", "queue", "group", "agent", "within", "short"})
        if (!request.param(name).empty()) params.emplace_back(name, request.param(name));
    params.emplace_back("format", "csv");
    auto& exports = model.add("MAY_EXPORT");
    exports.set("CSV_ADDRESS", manager_address(path) + query_text(params));
    params.back().second = "xlsx";
    exports.set("XLSX_ADDRESS", manager_address(path) + query_text(params));
}

void fill_counted_at(web::Model& model, const web::Request& request, db::ReportGateway& reports)
{
    const auto at = reports.counted_at();
    model.show_if(!at, "NEVER_COUNTED");
    if (at) model.add("COUNTED").set("COUNTED_AT", i18n::format_recent(*at, request.now, request.language()));
}

std::string name_of(const std::vector<db::ReportName>& names, unsigned id)
{
    const auto found = std::ranges::find(names, id, &db::ReportName::id);
    return found == names.end() ? "#" + std::to_string(id) : found->name;
}

std::string date_words(const std::string& date, i18n::Language language)
{
    const auto day = i18n::parse_local_time(date);
    return day ? i18n::format_date(day->begin, language) : date;
}

std::string figure_caption(const std::string& caption, FigureKind kind)
{
    if (kind == FigureKind::count) return caption;
    return caption + (kind == FigureKind::share ? " (%)" : " (s)");
}

web::Response export_lines(std::string_view name, const web::Request& request, std::vector<ExportColumn> columns,
                           std::vector<db::GridRow> lines)
{
    const auto text = [](std::size_t, const std::optional<std::string>& cell) { return cell.value_or(""); };
    return export_rows(
        name, request.param("format") == "xlsx" ? ExportFormat::xlsx : ExportFormat::csv, std::move(columns), text,
        [lines = std::move(lines)](const TakeRow& take) { std::for_each(lines.begin(), lines.end(), take); });
}

}  // namespace pages
