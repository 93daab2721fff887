// SPDX-License-Identifier: GPL-3.0-or-later
// Dates, durations and numbers in the order a language writes them, in the configured time zone
// (runtime::use_time_zone).
#pragma once

#include "common/i18n/language.h"
#include "common/runtime/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace i18n {

[[nodiscard]] std::string format_date_time(runtime::TimePoint t, Language language);  // 23 Nov 2026, 18:15
// The time alone when `t` is on the day of `now`, with the date without the year in the same year.
[[nodiscard]] std::string format_recent(runtime::TimePoint t, runtime::TimePoint now, Language language);
// As forms write it and parse_local_time() reads it: 2026-11-23T18:15.
[[nodiscard]] std::string format_local_time(runtime::TimePoint t);
// For other programs: 2026-11-23 18:15:30.
[[nodiscard]] std::string format_local_second(runtime::TimePoint t);
[[nodiscard]] std::string format_duration(std::chrono::seconds length);        // 0:42, 12:07, 1:02:33
[[nodiscard]] std::string format_number(long long number, Language language);  // 12,345  12.345
[[nodiscard]] std::string format_percent(double share, Language language);     // 33.3%  33,3 %

// A day, a minute or a second in the configured zone: from its beginning up to the next one's.
struct LocalTime {
    runtime::TimePoint begin{};
    runtime::TimePoint end{};
};
// 2026-11-23, 2026-11-23 18:15 or 18:15:30, also with a T between; nothing for anything else.
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);

}  // namespace i18n
