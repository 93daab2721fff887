// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/local_days.h"

#include <ctime>

namespace i18n {

namespace {

constexpr std::chrono::minutes step{30};  // clocks are changed at full and half hours

std::tm local_time(runtime::TimePoint t)
{
    const auto seconds = std::chrono::system_clock::to_time_t(t);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

runtime::TimePoint midnight(std::tm day)
{
    day.tm_hour = day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;
    return runtime::from_epoch_ms(static_cast<long long>(std::mktime(&day)) * 1000);
}

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
