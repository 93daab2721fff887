// SPDX-License-Identifier: GPL-3.0-or-later
// Time as people count it who use this installation: in the zone that is configured, else in the machine's (TZ).
#pragma once

#include "common/runtime/time.h"

#include <ctime>
#include <string>

namespace runtime {

// Whether this machine knows the zone.
[[nodiscard]] bool is_time_zone(const std::string& name);
// Sets the zone of this process ("Asia/Shanghai"; empty = the machine's). Call before threads start.
// Throws std::runtime_error for a zone this machine does not know.
void use_time_zone(const std::string& name);

[[nodiscard]] std::tm local_time(TimePoint t);
// The day's beginning; its time of the day is left out of account.
[[nodiscard]] TimePoint midnight(std::tm day);
// The last local midnight up to `now`.
[[nodiscard]] TimePoint begin_of_local_day(TimePoint now);
// At which minute of UTC's hours the local ones begin: 30 in India, 15 in Nepal, 0 where the zone is whole hours from
// UTC.
[[nodiscard]] std::chrono::minutes begin_of_local_hours(TimePoint t);

}  // namespace runtime
