// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/hours_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace dialing {

using Kind = HoursFlaw::Kind;
using std::chrono::minutes;

namespace {

constexpr std::array<std::string_view, 7> day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view holidays_word = "holidays";
constexpr std::string_view closed_word = "closed";

// Days of the week in the order they are written in, 0 is Monday.
constexpr std::size_t weekday_at(std::size_t place)
{
    return (place + 1) % 7;
}

bool is_space(char c)
{
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_word(std::string_view text, std::string_view word)
{
    return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

HoursFlaw flaw(Kind kind, std::string_view place)
{
    return {kind, std::string{place}};
}

HoursResult<minutes> read_time(std::string_view text)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto colon = text.find(':');
    const auto hour = text.substr(0, colon);
    const auto minute = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if (hour.empty() || hour.size() > 2 || minute.size() != 2 || !std::all_of(hour.begin(), hour.end(), is_digit) ||
        !std::all_of(minute.begin(), minute.end(), is_digit))
        return flaw(Kind::bad_time, text);
    const auto number = [](std::string_view digits) {
        int value = 0;
        for (const char c : digits)
            value = value * 10 + (c - '0');
        return value;
    };
    const minutes time{number(hour) * 60 + number(minute)};
    if (number(minute) > 59 || time > minutes{24 * 60}) return flaw(Kind::bad_time, text);
    return time;
}

HoursResult<HoursSpan> read_span(std::string_view text)
{
    const auto ends = parts_of(text, '-');
    if (ends.size() != 2) return flaw(Kind::not_a_span, text);
    BOOST_OUTCOME_TRY(open, read_time(ends[0]));
    BOOST_OUTCOME_TRY(close, read_time(ends[1]));
    if (close <= open) return flaw(Kind::ends_too_soon, text);
    return HoursSpan{open, close};
}

HoursResult<DayHours> read_day_hours(std::string_view text)
{
    DayHours spans;
    if (is_word(text, closed_word)) return spans;
    for (const auto part : parts_of(text, ',')) {
        BOOST_OUTCOME_TRY(span, read_span(part));
        if (!spans.empty() && span.open < spans.back().close) return flaw(Kind::out_of_order, part);
        spans.push_back(span);
    }
    return spans;
}

// By the place in the written week.
HoursResult<std::size_t> read_day(std::string_view text)
{
    for (std::size_t place = 0; place < 7; ++place)
        if (is_word(text, day_names[weekday_at(place)])) return place;
    return flaw(Kind::unknown_day, text);
}

// "Mon", "Mon-Fri", "Sat-Mon".
HoursResult<std::vector<std::size_t>> read_day_range(std::string_view text)
{
    const auto ends = parts_of(text, '-');
    if (ends.size() > 2) return flaw(Kind::unknown_day, text);
    BOOST_OUTCOME_TRY(first, read_day(ends.front()));
    BOOST_OUTCOME_TRY(last, read_day(ends.back()));
    std::vector<std::size_t> days{first};
    while (days.back() != last)
        days.push_back((days.back() + 1) % 7);
    return days;
}

// What was said of each day, so that nothing is said twice.
struct WrittenWeek {
    std::array<std::optional<DayHours>, 7> days{};  // Sunday is 0
    std::optional<DayHours> holidays{};
};

HoursResult<void> add_days(WrittenWeek& week, std::string_view names, const DayHours& hours)
{
    for (const auto name : parts_of(names, ',')) {
        if (is_word(name, holidays_word)) {
            if (week.holidays) return flaw(Kind::day_twice, name);
            week.holidays = hours;
            continue;
        }
        BOOST_OUTCOME_TRY(places, read_day_range(name));
        for (const auto place : places) {
            auto& day = week.days.at(weekday_at(place));
            if (day) return flaw(Kind::day_twice, day_names[weekday_at(place)]);
            day = hours;
        }
    }
    return runtime::outcome::success();
}

// The hours of a rule begin with its first digit, or with "closed".
std::size_t hours_begin(std::string_view rule)
{
    const auto digit = std::find_if(rule.begin(), rule.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digit != rule.end()) return static_cast<std::size_t>(digit - rule.begin());
    const auto last_word = rule.find_last_of(" \t");
    const auto start = last_word == std::string_view::npos ? rule.size() : last_word + 1;
    return is_word(rule.substr(start), closed_word) ? start : rule.size();
}

HoursResult<void> add_rule(WrittenWeek& week, std::string_view rule)
{
    const auto split = hours_begin(rule);
    if (split == rule.size()) return flaw(Kind::no_hours, rule);
    BOOST_OUTCOME_TRY(hours, read_day_hours(rule.substr(split)));
    return add_days(week, trimmed(rule.substr(0, split)), hours);
}

std::string_view sentence_of(Kind kind)
{
    switch (kind) {
        case Kind::unknown_day:
            return "\"{}\" is no day: Mon, Tue, Wed, Thu, Fri, Sat, Sun or holidays.";
        case Kind::no_hours:
            return "\"{}\" has no hours: write them as 09:00-20:00, or closed.";
        case Kind::bad_time:
            return "\"{}\" is no time between 00:00 and 24:00.";
        case Kind::not_a_span:
            return "\"{}\" is not from one time to another: write 09:00-20:00.";
        case Kind::ends_too_soon:
            return "\"{}\" ends before it begins: write a night as two days.";
        case Kind::out_of_order:
            return "\"{}\" begins before the hours in front of it end.";
        case Kind::day_twice:
            return "\"{}\" is named twice.";
    }
    return "\"{}\" is not understood.";
}

std::string written(const DayHours& hours)
{
    if (hours.empty()) return std::string{closed_word};
    std::string text;
    for (const auto& span : hours) {
        const auto open = span.open.count();
        const auto close = span.close.count();
        text += fmt::format("{}{:02}:{:02}-{:02}:{:02}", text.empty() ? "" : ",", open / 60, open % 60, close / 60,
                            close % 60);
    }
    return text;
}

// The days with these hours, runs of them as ranges: "Mon,Wed-Fri".
std::string written_days(const WeekHours& week, const DayHours& hours)
{
    std::string text;
    const auto has_them = [&](std::size_t place) { return place < 7 && week.days.at(weekday_at(place)) == hours; };
    for (std::size_t first = 0; first < 7; ++first) {
        if (!has_them(first)) continue;
        auto last = first;
        while (has_them(last + 1))
            ++last;
        if (!text.empty()) text += ',';
        text += day_names[weekday_at(first)];
        if (last > first) text += fmt::format("-{}", day_names[weekday_at(last)]);
        first = last;
    }
    return text;
}

}  // namespace

HoursResult<std::optional<WeekHours>> read_hours(std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) return std::optional<WeekHours>{};
    WrittenWeek week;
    for (const auto rule : parts_of(text, ';')) {
        if (rule.empty()) continue;
        BOOST_OUTCOME_TRYV(add_rule(week, rule));
    }
    WeekHours hours;
    for (std::size_t day = 0; day < 7; ++day)
        hours.days.at(day) = week.days.at(day).value_or(DayHours{});
    hours.on_holidays = week.holidays;
    return std::optional{hours};
}

runtime::Result<std::optional<WeekHours>> parse_hours(std::string_view text)
{
    auto read = read_hours(text);
    if (read) return std::move(read).value();
    return runtime::Error{runtime::Errc::invalid,
                          fmt::format(fmt::runtime(sentence_of(read.error().kind)), read.error().place)};
}

std::string format_hours(const WeekHours& hours)
{
    std::vector<DayHours> told;
    std::string text;
    const auto add = [&](const std::string& days, const DayHours& of_them) {
        text += fmt::format("{}{} {}", text.empty() ? "" : "; ", days, written(of_them));
    };
    for (std::size_t place = 0; place < 7; ++place) {
        const auto& day = hours.days.at(weekday_at(place));
        if (day.empty() || std::find(told.begin(), told.end(), day) != told.end()) continue;
        told.push_back(day);
        add(written_days(hours, day), day);
    }
    if (told.empty()) add("Mon-Sun", {});
    if (hours.on_holidays) add(std::string{holidays_word}, *hours.on_holidays);
    return text;
}

}  // namespace dialing
