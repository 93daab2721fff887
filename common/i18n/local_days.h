// SPDX-License-Identifier: GPL-3.0-or-later
// Days of the configured time zone, as reports and time sheets count them.
#pragma once

#include "common/i18n/format.h"

#include <vector>

namespace i18n {

// The day `days` after that of `t`: 23 or 25 hours long where clocks are changed.
[[nodiscard]] LocalTime local_day(runtime::TimePoint t, int days = 0);
// The first day of the month, and of the week (Monday), that `t` is in.
[[nodiscard]] LocalTime first_of_month(runtime::TimePoint t);
[[nodiscard]] LocalTime first_of_week(runtime::TimePoint t);

// A time in which clocks are not changed: local time is UTC plus offset.
struct ZoneSpan {
    runtime::TimePoint begin{};
    runtime::TimePoint end{};
    std::chrono::seconds offset{0};
};
// [begin, end) from one change of the clocks to the next.
[[nodiscard]] std::vector<ZoneSpan> zone_spans(runtime::TimePoint begin, runtime::TimePoint end);

[[nodiscard]] std::string format_date(runtime::TimePoint t, Language language);  // 23 Nov 2026
[[nodiscard]] std::string format_local_date(runtime::TimePoint t);               // 2026-11-23, as forms write it
[[nodiscard]] std::string format_clock(runtime::TimePoint t);                    // 18:15:07

}  // namespace i18n
