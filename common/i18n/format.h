// SPDX-License-Identifier: GPL-3.0-or-later
// Dates, durations and numbers in the order a language writes them, in the configured time zone.
#pragma once

#include "common/i18n/language.h"
#include "common/runtime/time.h"

#include <string>

namespace i18n {

// Whether this machine knows the zone.
[[nodiscard]] bool is_time_zone(const std::string& name);
// Sets the zone of this process ("Asia/Shanghai"; empty = the machine's). Call once, before threads start.
// Throws std::runtime_error for a zone this machine does not know.
void use_time_zone(const std::string& name);

[[nodiscard]] std::string format_date_time(runtime::TimePoint t, Language language);  // 23 Nov 2026, 18:15
// The time alone when `t` is on the day of `now`, with the date without the year in the same year.
[[nodiscard]] std::string format_recent(runtime::TimePoint t, runtime::TimePoint now, Language language);
[[nodiscard]] std::string format_duration(std::chrono::seconds length);        // 0:42, 12:07, 1:02:33
[[nodiscard]] std::string format_number(long long number, Language language);  // 12,345  12.345

}  // namespace i18n
