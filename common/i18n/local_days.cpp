// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/local_days.h"

#include "common/runtime/local_day.h"

#include <ctime>

namespace i18n {

namespace {

using runtime::local_time;
using runtime::midnight;

constexpr std::chrono::minutes step{30};  // clocks are changed at full and half hours

LocalTime whole_day(std::tm day)
{
    auto next = day;
    ++next.tm_mday;
    return {midnight(day), midnight(next)};
}

std::chrono::seconds offset_at(runtime::TimePoint t)
{
    return std::chrono::seconds{local_time(t).tm_gmtoff};
}

}  // namespace

LocalTime local_day(runtime::TimePoint t, int days)
{
    auto day = local_time(t);
    day.tm_mday += days;
    return whole_day(day);
}

LocalTime first_of_month(runtime::TimePoint t)
{
    auto day = local_time(t);
    day.tm_mday = 1;
    return whole_day(day);
}

LocalTime first_of_week(runtime::TimePoint t)
{
    return local_day(t, -((local_time(t).tm_wday + 6) % 7));
}

std::vector<ZoneSpan> zone_spans(runtime::TimePoint begin, runtime::TimePoint end)
{
    std::vector<ZoneSpan> spans;
    for (auto t = begin; t < end; t += step) {
        const auto offset = offset_at(t);
        if (spans.empty() || spans.back().offset != offset) {
            if (!spans.empty()) spans.back().end = t;
            spans.push_back({t, end, offset});
        }
    }
    return spans;
}

std::string format_date(runtime::TimePoint t, Language language)
{
    const auto text = format_date_time(t, language);
    return text.substr(0, text.rfind(language == Language::zh_cn ? ' ' : ','));
}

std::string format_local_date(runtime::TimePoint t)
{
    return format_local_time(t).substr(0, 10);
}

std::string format_clock(runtime::TimePoint t)
{
    const auto local = local_time(t);
    std::string text(9, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%H:%M:%S", &local));
    return text;
}

}  // namespace i18n
