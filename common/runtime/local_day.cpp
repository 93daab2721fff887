// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/local_day.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>

namespace runtime {

bool is_time_zone(const std::string& name)
{
    const bool is_plain = !name.empty() && name.front() != '/' && name.find("..") == std::string::npos;
    return is_plain && std::filesystem::is_regular_file("/usr/share/zoneinfo/" + name);
}

void use_time_zone(const std::string& name)
{
    static const auto of_machine = [] {
        const char* zone = std::getenv("TZ");
        return zone != nullptr ? std::optional<std::string>(zone) : std::nullopt;
    }();
    if (!name.empty() && !is_time_zone(name)) {
        throw std::runtime_error("'" + name +
                                 "' is no time zone of this machine; write it like Asia/Shanghai or Europe/Berlin");
    }
    const auto zone = name.empty() ? of_machine : ":" + name;
    if (zone)
        setenv("TZ", zone->c_str(), 1);
    else
        unsetenv("TZ");
    tzset();
}

std::tm local_time(TimePoint t)
{
    const auto seconds = std::chrono::system_clock::to_time_t(t);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

TimePoint midnight(std::tm day)
{
    day.tm_hour = day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;
    return from_epoch_ms(static_cast<long long>(std::mktime(&day)) * 1000);
}

TimePoint begin_of_local_day(TimePoint now)
{
    return midnight(local_time(now));
}

std::chrono::minutes begin_of_local_hours(TimePoint t)
{
    constexpr long hour = 3600;
    const auto past_the_hour = (local_time(t).tm_gmtoff % hour + hour) % hour;
    return std::chrono::minutes{(hour - past_the_hour) % hour / 60};
}

}  // namespace runtime
