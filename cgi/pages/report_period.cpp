// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/report_period.h"

namespace pages {

namespace {

using i18n::message;

constexpr std::chrono::hours longest{24 * 367};

std::optional<ReportPeriod> dates_of(const web::Request& request)
{
    const auto from = i18n::parse_local_time(request.param("from"));
    const auto to = i18n::parse_local_time(request.param("to"));
    if (!from || !to || to->end <= from->begin || to->end - from->begin > longest) return std::nullopt;
    return ReportPeriod{"dates", i18n::local_day(from->begin).begin, i18n::local_day(to->begin).end};
}

}  // namespace

bool ReportPeriod::is_one_day() const
{
    return i18n::local_day(begin).end >= end;
}

std::string ReportPeriod::first_date() const
{
    return i18n::format_local_date(begin);
}

std::string ReportPeriod::last_date() const
{
    return i18n::format_local_date(i18n::local_day(end, -1).begin);
}

std::optional<ReportPeriod> read_period(const web::Request& request)
{
    const auto today = i18n::local_day(request.now);
    const auto& word = request.param("period");
    if (word == "dates") return dates_of(request);
    if (word == "yesterday") return ReportPeriod{word, i18n::local_day(request.now, -1).begin, today.begin};
    if (word == "week") return ReportPeriod{word, i18n::first_of_week(request.now).begin, today.end};
    if (word == "last7") return ReportPeriod{word, i18n::local_day(request.now, -6).begin, today.end};
    if (word == "last30") return ReportPeriod{word, i18n::local_day(request.now, -29).begin, today.end};
    if (word == "month") return ReportPeriod{word, i18n::first_of_month(request.now).begin, today.end};
    return ReportPeriod{"today", today.begin, today.end};
}

const std::vector<PeriodWord>& period_words()
{
    static const std::vector<PeriodWord> words{
        {"today", message("Today")},       {"yesterday", message("Yesterday")}, {"week", message("This week")},
        {"last7", message("Last 7 days")}, {"last30", message("Last 30 days")}, {"month", message("This month")},
        {"dates", message("From ... to")},
    };
    return words;
}

}  // namespace pages
