// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/calling_hours.h"

#include <algorithm>

namespace dialing {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

bool is_changed(const ZoneClock& clock, TimePoint t)
{
    return clock.change && t >= *clock.change;
}

WallTime wall_time_at(seconds offset, TimePoint t)
{
    return WallTime{t.time_since_epoch() + offset};
}

bool is_holiday_on(const Timetable& table, local_days day)
{
    return std::ranges::find(table.holidays, std::chrono::year_month_day{day}) != table.holidays.end();
}

const DayHours& hours_on(const Timetable& table, local_days day)
{
    if (table.hours.on_holidays && is_holiday_on(table, day)) return *table.hours.on_holidays;
    return table.hours.days.at(std::chrono::weekday{day}.c_encoding());
}

std::optional<TimePoint> next_open_at(seconds offset, const Timetable& table, TimePoint from)
{
    const auto wall = wall_time_at(offset, from);
    const auto today = std::chrono::floor<days>(wall);
    for (auto day = today; day <= today + hours_horizon; day += days{1})
        for (const auto& span : hours_on(table, day))
            if (wall < day + span.close)
                return TimePoint{std::max(wall, WallTime{day + span.open}).time_since_epoch() - offset};
    return std::nullopt;
}

// The clocks stand at one offset up to the change and at the other after it: each stretch is searched by its own.
std::optional<TimePoint> next_open_of(const Timetable& table, TimePoint from)
{
    const auto& clock = table.clock;
    if (is_changed(clock, from)) return next_open_at(clock.offset_after, table, from);
    const auto opens = next_open_at(clock.offset, table, from);
    if (!clock.change || (opens && *opens < *clock.change)) return opens;
    return next_open_at(clock.offset_after, table, *clock.change);
}

}  // namespace

WallTime wall_time(const ZoneClock& clock, TimePoint t)
{
    return wall_time_at(is_changed(clock, t) ? clock.offset_after : clock.offset, t);
}

TimePoint start_of_next_day(const ZoneClock& clock, TimePoint t)
{
    const WallTime midnight = std::chrono::floor<days>(wall_time(clock, t)) + days{1};
    const auto at = [&](seconds offset) { return TimePoint{midnight.time_since_epoch() - offset}; };
    if (is_changed(clock, t)) return at(clock.offset_after);
    return is_changed(clock, at(clock.offset)) ? std::max(*clock.change, at(clock.offset_after)) : at(clock.offset);
}

bool is_open(const Timetable& table, TimePoint t)
{
    return next_open_of(table, t) == t;
}

bool is_holiday(const Timetable& table, TimePoint t)
{
    return is_holiday_on(table, std::chrono::floor<days>(wall_time(table.clock, t)));
}

std::optional<TimePoint> next_open(std::span<const Timetable> tables, TimePoint from)
{
    for (auto t = from; t <= from + hours_horizon;) {
        auto latest = t;
        for (const auto& table : tables) {
            const auto opens = next_open_of(table, t);
            if (!opens) return std::nullopt;
            latest = std::max(latest, *opens);
        }
        if (latest == t) return t;
        t = latest;
    }
    return std::nullopt;
}

}  // namespace dialing
