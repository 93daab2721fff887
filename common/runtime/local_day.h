// SPDX-License-Identifier: GPL-3.0-or-later
// Time as people at this machine count it (its time zone, or TZ).
#pragma once

#include "common/runtime/time.h"

#include <ctime>

namespace runtime {

[[nodiscard]] std::tm local_time(TimePoint t);
// The day's beginning; its time of the day is left out of account.
[[nodiscard]] TimePoint midnight(std::tm day);
// The last local midnight up to `now`.
[[nodiscard]] TimePoint begin_of_local_day(TimePoint now);

}  // namespace runtime
