// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/report_page.h"

#include "cgi/pages/grid_export.h"
#include "cgi/pages/page_right.h"
#include "cgi/pages/query_text.h"
#include "cgi/pages/report_form.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

using crm::ReportBy;
using i18n::message;
using Params = std::vector<std::pair<std::string, std::string>>;

i18n::Message word_of(ReportBy by)
{
    switch (by) {
        case ReportBy::hour:
            return message("Hour");
        case ReportBy::day:
            return message("Day");
        case ReportBy::queue:
            return message("Queue");
        case ReportBy::agent:
            return message("Agent");
        case ReportBy::group:
            return message("Group");
        case ReportBy::line:
            return message("Line");
        case ReportBy::campaign:
            break;
    }
    return message("Campaign");
}

template <std::size_t N>
unsigned offered_number(const std::array<unsigned, N>& offered, const std::string& text, unsigned usual)
{
    const auto number = runtime::to_number(text);
    const auto found = std::ranges::find_if(offered, [&](unsigned each) { return number == each; });
    return found == offered.end() ? usual : *found;
}

std::string hour_words(const std::string& hour)
{
    const auto two = [](const std::string& digits) { return (digits.size() < 2 ? "0" : "") + digits; };
    return two(hour) + ":00\u2013" + two(hour) + ":59";
}

unsigned id_of(const std::string& key)
{
    return static_cast<unsigned>(runtime::to_number(key).value_or(0));
}

std::string line_words(const std::vector<std::pair<std::string, std::string>>& names, const std::string& line)
{
    const auto found = std::ranges::find_if(names, [&](const auto& each) { return each.first == line; });
    return found == names.end() || found->second.empty() ? line : line + " " + found->second;
}

void add_condition(Params& params, const std::string& field, const std::string& comparison, const std::string& value,
                   const std::string& to = "")
{
    const auto number =
        std::to_string(1 + std::ranges::count_if(params, [](const auto& p) { return p.first[0] == 'f'; }));
    params.insert(params.end(), {{"f" + number, field}, {"c" + number, comparison}, {"v" + number, value}});
    if (!to.empty()) params.emplace_back("w" + number, to);
}

// Parts of a row's bar, in percent of the row with most offers.
void fill_bar(web::Model& row, const crm::CallSums& sums, std::int64_t most)
{
    const auto width = [&](std::int64_t part) {
        return plain_figure(FigureKind::share, most > 0 ? static_cast<double>(part) / static_cast<double>(most) : 0);
    };
    row.set("BAR_ANSWERED", width(sums.answered)).set("BAR_ABANDONED", width(sums.abandoned));
    row.set("BAR_ABANDONED_AT", width(sums.answered)).set("BAR_OFFERED", width(sums.offered));
}

}  // namespace

crm::ReportQuestion ReportPage::read_question(const web::Request& request)
{
    crm::ReportQuestion question;
    question.by = crm::parse_report_by(request.param("by")).value_or(ReportBy::hour);
    question.group = request.id("group");
    if (crm::knows_queues_and_agents(question.by)) {
        question.queue = request.param("queue");
        question.agent = request.id("agent");
    }
    question.service_threshold =
        offered_number(crm::service_thresholds, request.param("within"), crm::usual_service_threshold);
    question.short_threshold = offered_number(crm::short_thresholds, request.param("short"), 0);
    return question;
}

ReportPage::Sums ReportPage::sums_of(const web::Request& request, const crm::ReportQuestion& question,
                                     const ReportPeriod& period)
{
    Sums sums;
    for (const auto& zone : i18n::zone_spans(period.begin, period.end)) {
        const db::ReportSpan span{zone.begin, zone.end, zone.offset};
        for (const auto& row : reports_.offers(request.scope(), question, span))
            sums[row.key].calls += row.sums;
        if (crm::has_time(question)) {
            for (const auto& row : reports_.time(request.scope(), question, span))
                sums[row.key].time += row.sums;
        }
        if (!crm::has_handling_apart(question)) continue;
        for (const auto& row : reports_.handling(request.scope(), question, span))
            sums[row.key].calls += row.sums;
    }
    return sums;
}

std::vector<ReportPage::Row> ReportPage::rows_of(const web::Request& request, const crm::ReportQuestion& question,
                                                 const ReportPeriod& period)
{
    std::vector<Row> rows;
    for (auto& [key, sums] : sums_of(request, question, period))
        rows.push_back({key, key, sums});
    const auto name_all = [&](auto&& name) {
        for (auto& row : rows)
            row.name = name(row.key);
    };
    const auto& scope = request.scope();
    switch (question.by) {
        case ReportBy::hour:
            name_all(hour_words);
            break;
        case ReportBy::day:
            name_all([&](const auto& key) { return date_words(key, request.language()); });
            return rows;
        case ReportBy::agent:
            name_all([names = reports_.agents(scope)](const auto& key) { return name_of(names, id_of(key)); });
            break;
        case ReportBy::group: {
            const auto none = frame_.word(request, message("no group"));
            name_all([&, names = reports_.groups(scope)](const auto& key) {
                return key == "0" ? none : name_of(names, id_of(key));
            });
            break;
        }
        case ReportBy::campaign:
            name_all([names = reports_.campaigns(scope)](const auto& key) { return name_of(names, id_of(key)); });
            break;
        case ReportBy::line:
            name_all([names = reports_.line_names()](const auto& key) { return line_words(names, key); });
            break;
        case ReportBy::queue:
            break;
    }
    std::ranges::sort(rows, {}, &Row::name);
    return rows;
}

void ReportPage::fill_form(web::Model& model, const web::Request& request, const crm::ReportQuestion& question)
{
    fill_period(model, request, frame_);
    for (const auto by : crm::all_report_bys)
        add_choice(model, "BY_OPTION", crm::to_string(by), frame_.word(request, word_of(by)),
                   crm::to_string(question.by));
    fill_people(model, request, reports_);
    for (const auto& queue : reports_.queues(request.scope()))
        add_choice(model, "QUEUE_OPTION", queue, queue, question.queue);
    for (const auto seconds : crm::service_thresholds)
        add_choice(model, "WITHIN_OPTION", std::to_string(seconds), std::to_string(seconds) + " s",
                   std::to_string(question.service_threshold));
    const auto none = frame_.word(request, message("none"));
    for (const auto seconds : crm::short_thresholds)
        add_choice(model, "SHORT_OPTION", std::to_string(seconds),
                   seconds == 0 ? none : "\u2264 " + std::to_string(seconds) + " s",
                   std::to_string(question.short_threshold));
    model.show_if(!crm::knows_queues_and_agents(question.by), "NO_QUEUES_AND_AGENTS");
}

std::string ReportPage::calls_address(const web::Request& request, const crm::ReportQuestion& question,
                                      const ReportPeriod& period, const Row& row)
{
    const bool is_of_campaign = question.by == ReportBy::campaign;
    const bool is_listed = question.by != ReportBy::hour || period.is_one_day();
    const bool is_named =
        !row.name.starts_with('#') && !(row.key == "0" && question.by == ReportBy::group) && !row.key.empty();
    const auto path = is_of_campaign ? "/dialedlist" : "/cdr";
    if (!is_listed || !is_named || !may(request, path, crm::Right::view)) return "";
    Params params;
    if (is_of_campaign) {
        add_condition(params, "campaign", "equal", row.name);
        return manager_address(path) + query_text(params);
    }
    auto first = period.first_date(), last = period.last_date();
    if (question.by == ReportBy::hour) {
        const auto hour = (row.key.size() < 2 ? " 0" : " ") + row.key;
        last = first + hour + ":59";
        first += hour + ":00";
    }
    if (question.by == ReportBy::day) first = last = row.key;
    add_condition(params, "calldate", "between", first, last);
    const auto queue = question.by == ReportBy::queue ? row.key : question.queue;
    if (!queue.empty()) add_condition(params, "queue", "equal", queue);
    if (question.by == ReportBy::line) add_condition(params, "didnumber", "equal", row.key);
    const auto agent = question.by == ReportBy::agent ? row.name
                       : question.agent               ? name_of(reports_.agents(request.scope()), *question.agent)
                                                      : "";
    if (!agent.empty()) add_condition(params, "dstagent", "equal", agent);
    const auto group = question.by == ReportBy::group ? row.name
                       : question.group               ? name_of(reports_.groups(request.scope()), *question.group)
                                                      : "";
    if (!group.empty()) add_condition(params, "group", "equal", group);
    return manager_address(path) + query_text(params);
}

void ReportPage::fill_table(web::Model& model, const web::Request& request, const crm::ReportQuestion& question,
                            const ReportPeriod& period)
{
    const auto columns = report_columns(question);
    const auto rows = rows_of(request, question, period);
    model.show_if(rows.empty(), "NO_ROWS");
    if (rows.empty()) return;
    auto& table = model.add("TABLE");
    table.set("BY", frame_.word(request, word_of(question.by)));
    std::int64_t most = 0;
    ReportSums whole;
    for (const auto& row : rows) {
        most = std::max(most, row.sums.calls.offered);
        whole += row.sums;
    }
    const auto fill_cells = [&](web::Model& line, const ReportSums& sums) {
        for (const auto& column : columns)
            line.add("CELL").set("FIGURE", shown_figure(column.kind, column.figure(sums), request.language()));
    };
    for (const auto& column : columns) {
        table.add("HEAD").set("CAPTION", frame_.word(request, column.caption));
        table.add("MEANING")
            .set("CAPTION", frame_.word(request, column.caption))
            .set("WORDS", frame_.word(request, column.meaning));
    }
    for (const auto& row : rows) {
        auto& line = table.add("LINE");
        line.set("NAME", row.name);
        const auto address = calls_address(request, question, period, row);
        line.show_if(address.empty(), "PLAIN_NAME");
        if (!address.empty()) line.add("LINKED_NAME").set("ADDRESS", address).set("NAME", row.name);
        fill_bar(line, row.sums.calls, most);
        fill_cells(line, row.sums);
    }
    fill_cells(table.add("WHOLE"), whole);
}

web::Response ReportPage::show(const web::Request& request)
{
    const auto question = read_question(request);
    const auto period = read_period(request);
    auto model = frame_.model(request, "/reports");
    fill_form(model, request, question);
    model.show_if(!period, "WRONG_PERIOD");
    if (period) {
        fill_table(model, request, question, *period);
        fill_exports(model, request, "/reports/export");
    }
    fill_counted_at(model, request, reports_);
    return frame_.show(request, "reports.html", model, period ? 200 : 422);
}

web::Response ReportPage::export_rows(const web::Request& request)
{
    const auto question = read_question(request);
    const auto period = read_period(request);
    if (!period) return web::not_found();
    const auto columns = report_columns(question);
    std::vector<ExportColumn> heads{{0, frame_.word(request, word_of(question.by)), false}};
    for (const auto& column : columns)
        heads.push_back({heads.size(), figure_caption(frame_.word(request, column.caption), column.kind), true});
    std::vector<db::GridRow> lines;
    const auto add = [&](const std::string& name, const ReportSums& sums) {
        auto& cells = lines.emplace_back().cells;
        cells.emplace_back(name);
        for (const auto& column : columns)
            cells.emplace_back(plain_figure(column.kind, column.figure(sums)));
    };
    ReportSums whole;
    for (const auto& row : rows_of(request, question, *period)) {
        add(row.name, row.sums);
        whole += row.sums;
    }
    add(frame_.word(request, message("Total")), whole);
    return export_lines("reports", request, std::move(heads), std::move(lines));
}

}  // namespace pages
