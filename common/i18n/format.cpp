// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/format.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace i18n {

namespace {

constexpr std::array<const char*, 12> english_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string two_digits(long long n)
{
    return n < 10 ? "0" + std::to_string(n) : std::to_string(n);
}

std::tm local_time(runtime::TimePoint t)
{
    const auto seconds = std::chrono::system_clock::to_time_t(t);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
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

bool is_time_zone(const std::string& name)
{
    const bool is_plain = !name.empty() && name.front() != '/' && name.find("..") == std::string::npos;
    return is_plain && std::filesystem::is_regular_file("/usr/share/zoneinfo/" + name);
}

void use_time_zone(const std::string& name)
{
    if (!name.empty()) {
        if (!is_time_zone(name)) {
            throw std::runtime_error("'" + name +
                                     "' is no time zone of this machine; write it like Asia/Shanghai or Europe/Berlin");
        }
        setenv("TZ", (":" + name).c_str(), 1);
    }
    tzset();
}

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

}  // namespace i18n
