// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/time_sheet_page.h"

#include "cgi/pages/page_right.h"
#include "cgi/pages/query_text.h"
#include "cgi/pages/report_form.h"

#include <algorithm>
#include <array>

namespace pages {

namespace {

using i18n::message;

struct TimeColumn {
    i18n::Message caption;
    std::int64_t (*length)(const crm::TimeSums& sums);
};
constexpr std::array time_columns{
    TimeColumn{message("Logged in"), [](const crm::TimeSums& s) { return s.logged_in(); }},
    TimeColumn{message("Ready"), [](const crm::TimeSums& s) { return s.ready; }},
    TimeColumn{message("Ringing"), [](const crm::TimeSums& s) { return s.ringing; }},
    TimeColumn{message("Dialing"), [](const crm::TimeSums& s) { return s.dialing; }},
    TimeColumn{message("On call"), [](const crm::TimeSums& s) { return s.talking; }},
    TimeColumn{message("On hold"), [](const crm::TimeSums& s) { return s.hold; }},
    TimeColumn{message("Wrap-up"), [](const crm::TimeSums& s) { return s.wrapup; }},
    TimeColumn{message("Paused"), [](const crm::TimeSums& s) { return s.paused; }},
    TimeColumn{message("Telephone lost"), [](const crm::TimeSums& s) { return s.unreachable; }},
};

struct StateWord {
    std::string_view kind;
    i18n::Message word;
};
constexpr std::array state_words{
    StateWord{"ready", message("Ready")},     StateWord{"paused", message("Paused")},
    StateWord{"ringing", message("Ringing")}, StateWord{"dialing", message("Dialing")},
    StateWord{"talking", message("On call")}, StateWord{"hold", message("On hold")},
    StateWord{"wrapup", message("Wrap-up")},  StateWord{"unreachable", message("Telephone lost")},
};
// Reasons the system gives itself.
constexpr std::array reason_word_list{
    StateWord{"LOGIN", message("Signed in")},
    StateWord{"MISSED", message("Missed call")},
    StateWord{"LAGGED", message("Connection lost")},
    StateWord{"PAUSED", message("Busy")},
};

std::string duration(std::int64_t milliseconds)
{
    return i18n::format_duration(std::chrono::seconds{crm::whole_seconds(milliseconds)});
}

// A time of the day in units of the picture: 1,000 for the day.
std::string place(runtime::TimePoint at, const i18n::LocalTime& day)
{
    const auto part =
        static_cast<double>((at - day.begin).count()) / static_cast<double>((day.end - day.begin).count());
    return plain_figure(FigureKind::share, part * 10);
}

}  // namespace

std::string TimeSheetPage::reason_words(const web::Request& request, const std::string& reason) const
{
    const auto found = std::ranges::find(reason_word_list, std::string_view{reason}, &StateWord::kind);
    return found == reason_word_list.end() ? reason : frame_.word(request, found->word);
}

std::string TimeSheetPage::pauses_text(const web::Request& request, const Row& row) const
{
    std::string text;
    for (const auto& pause : row.pauses)
        text += (text.empty() ? "" : ", ") + reason_words(request, pause.reason) + " " + duration(pause.length);
    return text;
}

std::vector<TimeSheetPage::Row> TimeSheetPage::rows_of(const web::Request& request, const ReportPeriod& period)
{
    const auto& scope = request.scope();
    const auto group = request.id("group"), agent = request.id("agent");
    const auto names = reports_.agents(scope);
    const auto counted = reports_.counted_at();
    std::map<std::pair<std::string, std::string>, Row> found;  // by agent and date
    const auto row_of = [&](unsigned account, const std::string& date) -> Row& {
        auto& row = found[{name_of(names, account), date}];
        if (row.account == 0) {
            row.account = account;
            row.agent = name_of(names, account);
            row.date = date;
        }
        return row;
    };
    for (const auto& zone : i18n::zone_spans(period.begin, period.end)) {
        const db::ReportSpan span{zone.begin, zone.end, zone.offset};
        for (const auto& part : reports_.agent_days(scope, group, agent, span)) {
            auto& row = row_of(part.account, part.date);
            const bool is_first = row.sums.logged_in() == 0;
            row.first = is_first ? part.first : std::min(row.first, part.first);
            row.last = is_first ? part.last : std::max(row.last, part.last);
            row.sums += part.sums;
            if (part.sums.paused > 0) row.pauses.push_back({part.reason, part.sums.paused});
        }
        for (const auto& part : reports_.agent_day_calls(scope, group, agent, span))
            row_of(part.account, part.date).calls += part.calls;
    }
    std::vector<Row> rows;
    for (auto& [key, row] : found) {
        row.goes_on = counted && row.last >= *counted;
        rows.push_back(std::move(row));
    }
    return rows;
}

void TimeSheetPage::fill_table(web::Model& model, const web::Request& request, const ReportPeriod& period)
{
    const auto rows = rows_of(request, period);
    const auto language = request.language();
    model.show_if(rows.empty(), "NO_ROWS");
    if (rows.empty()) return;
    auto& table = model.add("TABLE");
    for (const auto& column : time_columns)
        table.add("HEAD").set("CAPTION", frame_.word(request, column.caption));
    const auto fill_lengths = [&](web::Model& line, const crm::TimeSums& sums, std::int64_t calls) {
        for (const auto& column : time_columns)
            line.add("CELL").set("FIGURE", duration(column.length(sums)));
        line.set("OCCUPANCY", shown_figure(FigureKind::share, crm::occupancy(sums), language));
        line.set("CALLS", i18n::format_number(calls, language));
    };
    crm::TimeSums whole;
    std::int64_t calls = 0;
    for (const auto& row : rows) {
        const bool was_there = row.sums.logged_in() > 0;
        auto& line = table.add("LINE");
        line.set("AGENT", row.agent).set("DAY", date_words(row.date, language));
        line.set("ADDRESS", manager_address("/reports/day") +
                                query_text({{"agent", std::to_string(row.account)}, {"day", row.date}}));
        line.set("FIRST", was_there ? i18n::format_clock(row.first) : "\u2013");
        line.show_if(row.goes_on, "GOES_ON");
        if (!row.goes_on) line.add("ENDED").set("LAST", was_there ? i18n::format_clock(row.last) : "\u2013");
        for (const auto& pause : row.pauses)
            line.add("PAUSE").set("REASON", reason_words(request, pause.reason)).set("LENGTH", duration(pause.length));
        fill_lengths(line, row.sums, row.calls);
        whole += row.sums;
        calls += row.calls;
    }
    fill_lengths(table.add("WHOLE"), whole, calls);
}

web::Response TimeSheetPage::show(const web::Request& request)
{
    const auto period = read_period(request);
    auto model = frame_.model(request, "/reports");
    fill_period(model, request, frame_);
    fill_people(model, request, reports_);
    model.show_if(!period, "WRONG_PERIOD");
    if (period) {
        fill_table(model, request, *period);
        fill_exports(model, request, "/reports/timesheet/export");
    }
    fill_counted_at(model, request, reports_);
    return frame_.show(request, "time_sheet.html", model, period ? 200 : 422);
}

web::Response TimeSheetPage::export_rows(const web::Request& request)
{
    const auto period = read_period(request);
    if (!period) return web::not_found();
    std::vector<ExportColumn> heads;
    const auto head = [&](const std::string& caption, bool is_number) {
        heads.push_back({heads.size(), caption, is_number});
    };
    for (const auto caption : {message("Agent"), message("Day"), message("First log-in"), message("Last log-out")})
        head(frame_.word(request, caption), false);
    for (const auto& column : time_columns)
        head(figure_caption(frame_.word(request, column.caption), FigureKind::seconds), true);
    head(frame_.word(request, message("Pauses")), false);
    head(figure_caption(frame_.word(request, message("Occupancy")), FigureKind::share), true);
    head(frame_.word(request, message("Calls")), true);
    std::vector<db::GridRow> lines;
    for (const auto& row : rows_of(request, *period)) {
        const bool was_there = row.sums.logged_in() > 0;
        auto& cells = lines.emplace_back().cells;
        cells = {row.agent, row.date, was_there ? i18n::format_clock(row.first) : "",
                 was_there && !row.goes_on ? i18n::format_clock(row.last) : ""};
        for (const auto& column : time_columns)
            cells.emplace_back(std::to_string(crm::whole_seconds(column.length(row.sums))));
        cells.emplace_back(pauses_text(request, row));
        cells.emplace_back(plain_figure(FigureKind::share, crm::occupancy(row.sums)));
        cells.emplace_back(std::to_string(row.calls));
    }
    return export_lines("timesheet", request, std::move(heads), std::move(lines));
}

void TimeSheetPage::fill_stretch(web::Model& model, const web::Request& request, const crm::DayStretch& stretch,
                                 const i18n::LocalTime& day) const
{
    const auto found = std::ranges::find(state_words, std::string_view{stretch.kind}, &StateWord::kind);
    const auto word = found == state_words.end() ? stretch.kind : frame_.word(request, found->word);
    const auto from = i18n::format_clock(stretch.begin), length = duration((stretch.end - stretch.begin).count());
    auto& part = model.add("PART");
    part.set("KIND", stretch.kind).set("STATE", word).set("BEGIN", from).set("LENGTH", length);
    part.set("X", place(stretch.begin, day));
    part.set("WIDTH", place(day.begin + (stretch.end - stretch.begin), day));
    auto& line = model.add("STRETCH");
    line.set("KIND", stretch.kind).set("STATE", word).set("REASON", reason_words(request, stretch.reason));
    line.set("BEGIN", from)
        .set("END", i18n::format_clock(stretch.end))
        .set("LENGTH", length)
        .set("QUEUE", stretch.queue);
    if (!stretch.linkedid.empty() && may(request, "/cdr", crm::Right::view))
        line.add("CALL").set(
            "ADDRESS",
            manager_address("/cdr") + query_text({{"f1", "linkedid"}, {"c1", "equal"}, {"v1", stretch.linkedid}}));
}

web::Response TimeSheetPage::show_day(const web::Request& request)
{
    const auto account = request.id("agent").value_or(0);
    const auto typed = i18n::parse_local_time(request.param("day"));
    const auto names = reports_.agents(request.scope());
    if (!typed || std::ranges::find(names, account, &db::ReportName::id) == names.end()) return web::not_found();
    const auto day = i18n::local_day(typed->begin);
    auto model = frame_.model(request, "/reports");
    const auto date = i18n::format_local_date(day.begin);
    model.set("AGENT", name_of(names, account)).set("DAY", i18n::format_date(day.begin, request.language()));
    const auto day_address = [&](int days) {
        const auto other = i18n::format_local_date(i18n::local_day(day.begin, days).begin);
        return manager_address("/reports/day") + query_text({{"agent", std::to_string(account)}, {"day", other}});
    };
    model.set("BEFORE_ADDRESS", day_address(-1)).set("AFTER_ADDRESS", day_address(1));
    model.set("SHEET_ADDRESS",
              manager_address("/reports/timesheet") + query_text({{"period", "dates"}, {"from", date}, {"to", date}}));
    for (auto hour = day.begin; hour < day.end; hour += std::chrono::hours{3})
        model.add("HOUR").set("X", place(hour, day)).set("CLOCK", i18n::format_clock(hour).substr(0, 5));
    const auto stretches = reports_.stretches(request.scope(), account, day.begin, day.end, request.now);
    model.show_if(stretches.empty(), "NO_ROWS").show_if(!stretches.empty(), "TABLE");
    for (const auto& stretch : stretches)
        fill_stretch(model, request, stretch, day);
    return frame_.show(request, "agent_day.html", model);
}

}  // namespace pages
