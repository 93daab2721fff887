// SPDX-License-Identifier: GPL-3.0-or-later
// Times for tests, as one writes them.
#pragma once

#include "common/dialing/calling_hours.h"

#include <sstream>
#include <stdexcept>
#include <string>

namespace dialing {

// "2026-03-29 05:59" in UTC.
inline TimePoint utc(const std::string& text)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    char mark = 0;
    std::istringstream in{text};
    in >> year >> mark >> month >> mark >> day >> hour >> mark >> minute;
    if (!in) throw std::invalid_argument{text};
    const std::chrono::sys_days date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
    return date + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

inline ZoneClock fixed_clock(int hours)
{
    return {.offset = std::chrono::hours{hours}};
}

// The clocks of Berlin, on the days about the last Sunday of March and of October 2026.
inline ZoneClock berlin_in_spring()
{
    return {.offset = std::chrono::hours{1}, .change = utc("2026-03-29 01:00"), .offset_after = std::chrono::hours{2}};
}

inline ZoneClock berlin_in_autumn()
{
    return {.offset = std::chrono::hours{2}, .change = utc("2026-10-25 01:00"), .offset_after = std::chrono::hours{1}};
}

inline WeekHours every_day_from(std::chrono::minutes open, std::chrono::minutes close)
{
    WeekHours hours;
    hours.days.fill({{open, close}});
    return hours;
}

}  // namespace dialing
