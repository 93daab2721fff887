// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/runtime/time.h"

#include <string>

namespace runtime {

// "2026-11-29T08:00:00Z"
[[nodiscard]] std::string utc_text(TimePoint t);

}  // namespace runtime
