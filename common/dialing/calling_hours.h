// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: when people may be called, by the clock on their wall. Time zones come in as offsets (time_zones.h).
#pragma once

#include "common/runtime/time.h"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace dialing {

using runtime::TimePoint;
using WallTime = std::chrono::local_time<std::chrono::milliseconds>;

// Wall time is UTC plus the offset. Right from the time it was asked for to the second change of the clocks after it.
struct ZoneClock {
    std::chrono::seconds offset{0};
    std::optional<TimePoint> change{};  // when the clocks are changed next
    std::chrono::seconds offset_after{0};

    bool operator==(const ZoneClock&) const = default;
};

// [open, close), minutes of the day by the wall clock; a night is two spans of two days.
struct HoursSpan {
    std::chrono::minutes open{0};
    std::chrono::minutes close{std::chrono::hours{24}};

    bool operator==(const HoursSpan&) const = default;
};
using DayHours = std::vector<HoursSpan>;  // in order; empty: closed

struct WeekHours {
    std::array<DayHours, 7> days{};         // by weekday::c_encoding(): Sunday is 0
    std::optional<DayHours> on_holidays{};  // nothing: as on the weekday

    bool operator==(const WeekHours&) const = default;
};

// Where a number rings, as far as it is known: several zones where it could be in any of them.
struct CalledPlace {
    std::vector<ZoneClock> zones{};
    unsigned numbering = 0;  // of the plan by which the number told them (number_zones.h); 0: people did
    std::vector<std::chrono::year_month_day> holidays{};  // public ones there, of the next two weeks at least
};

// Hours by one clock. Refers to what it is made of.
struct Timetable {
    const WeekHours& hours;
    const ZoneClock& clock;
    std::span<const std::chrono::year_month_day> holidays{};
};

// The latest time that next_open tells lies so far ahead.
constexpr std::chrono::days hours_horizon{14};

[[nodiscard]] WallTime wall_time(const ZoneClock& clock, TimePoint t);
[[nodiscard]] TimePoint start_of_next_day(const ZoneClock& clock, TimePoint t);
[[nodiscard]] bool is_open(const Timetable& table, TimePoint t);
[[nodiscard]] bool is_holiday(const Timetable& table, TimePoint t);
// The first time from `from` on at which every table is open, if there is one within the horizon.
[[nodiscard]] std::optional<TimePoint> next_open(std::span<const Timetable> tables, TimePoint from);

}  // namespace dialing
