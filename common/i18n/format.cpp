// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/format.h"

#include "common/runtime/local_day.h"

#include <array>
#include <cmath>
#include <ctime>
#include <optional>
#include <string_view>

namespace i18n {

namespace {

using runtime::local_time;

constexpr std::array<const char*, 12> english_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string two_digits(long long n)
{
    return n < 10 ? "0" + std::to_string(n) : std::to_string(n);
}

std::string clock_time(const std::tm& t)
{
    return two_digits(t.tm_hour) + ":" + two_digits(t.tm_min);
}

std::string day(const std::tm& t, bool with_year, Language language)
{
    const auto year = std::to_string(t.tm_year + 1900);
    switch (language) {
        case Language::zh_cn:
            return (with_year ? year + "\u5e74" : "") + std::to_string(t.tm_mon + 1) + "\u6708" +
                   std::to_string(t.tm_mday) + "\u65e5";
        case Language::de:
            return two_digits(t.tm_mday) + "." + two_digits(t.tm_mon + 1) + "." + (with_year ? year : "");
        case Language::en:
            return std::to_string(t.tm_mday) + " " + english_months.at(static_cast<std::size_t>(t.tm_mon)) +
                   (with_year ? " " + year : "");
    }
    return {};
}

std::string_view between_day_and_time(Language language)
{
    return language == Language::zh_cn ? " " : ", ";
}

}  // namespace

std::string format_date_time(runtime::TimePoint t, Language language)
{
    const auto local = local_time(t);
    return day(local, true, language).append(between_day_and_time(language)) + clock_time(local);
}

std::string format_recent(runtime::TimePoint t, runtime::TimePoint now, Language language)
{
    const auto local = local_time(t);
    const auto today = local_time(now);
    if (local.tm_year == today.tm_year && local.tm_yday == today.tm_yday) return clock_time(local);
    const bool other_year = local.tm_year != today.tm_year;
    return day(local, other_year, language).append(between_day_and_time(language)) + clock_time(local);
}

std::string format_duration(std::chrono::seconds length)
{
    const long long all = length.count() < 0 ? 0 : length.count();
    const long long hours = all / 3600;
    const long long minutes = all / 60 % 60;
    const auto tail = ":" + two_digits(all % 60);
    return hours > 0 ? std::to_string(hours) + ":" + two_digits(minutes) + tail : std::to_string(minutes) + tail;
}

std::string format_number(long long number, Language language)
{
    const char group = language == Language::de ? '.' : ',';
    std::string text = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (auto at = text.size(); at > first + 3;)
        text.insert(at -= 3, 1, group);
    return text;
}

std::string format_percent(double share, Language language)
{
    const bool is_german = language == Language::de;
    const auto tenths = std::llround(share * 1000);
    return std::to_string(tenths / 10) + (is_german ? "," : ".") + std::to_string(tenths % 10) +
           (is_german ? " %" : "%");
}

std::string format_local_time(runtime::TimePoint t)
{
    const auto local = local_time(t);
    return std::to_string(local.tm_year + 1900) + "-" + two_digits(local.tm_mon + 1) + "-" + two_digits(local.tm_mday) +
           "T" + clock_time(local);
}

std::string format_local_second(runtime::TimePoint t)
{
    const auto local = local_time(t);
    return std::to_string(local.tm_year + 1900) + "-" + two_digits(local.tm_mon + 1) + "-" + two_digits(local.tm_mday) +
           " " + clock_time(local) + ":" + two_digits(local.tm_sec);
}

std::optional<LocalTime> parse_local_time(std::string_view text)
{
    constexpr std::string_view shape = "0000-00-00 00:00:00";
    const bool has_known_length = text.size() == 10 || text.size() == 16 || text.size() == 19;
    if (!has_known_length) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool fits =
            shape[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == shape[i] || (i == 10 && text[i] == 'T');
        if (!fits) return std::nullopt;
    }
    const auto part = [&](std::size_t at, std::size_t length) {
        return at < text.size() ? std::stoi(std::string(text.substr(at, length))) : 0;
    };
    std::tm local{};
    local.tm_year = part(0, 4) - 1900;
    local.tm_mon = part(5, 2) - 1;
    local.tm_mday = part(8, 2);
    local.tm_hour = part(11, 2);
    local.tm_min = part(14, 2);
    local.tm_sec = part(17, 2);
    const auto point = [](std::tm time) {
        time.tm_isdst = -1;
        return runtime::from_epoch_ms(static_cast<long long>(std::mktime(&time)) * 1000);
    };
    auto checked = local;
    checked.tm_isdst = -1;
    (void)std::mktime(&checked);
    const bool exists = checked.tm_mday == local.tm_mday && checked.tm_mon == local.tm_mon && part(11, 2) < 24 &&
                        part(14, 2) < 60 && part(17, 2) < 60 && local.tm_year >= 0;
    if (!exists) return std::nullopt;
    auto next = local;
    ++(text.size() == 10 ? next.tm_mday : text.size() == 16 ? next.tm_min : next.tm_sec);
    return LocalTime{point(local), point(next)};
}

}  // namespace i18n
