// SPDX-License-Identifier: GPL-3.0-or-later
// The day as people at this machine count it (its time zone, or TZ).
#pragma once

#include "common/runtime/time.h"

namespace runtime {

// The last local midnight up to `now`.
[[nodiscard]] TimePoint begin_of_local_day(TimePoint now);

}  // namespace runtime
