// SPDX-License-Identifier: GPL-3.0-or-later
// The database's text form of a point in time. Pure.
#pragma once

#include "common/runtime/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace db {

[[nodiscard]] std::string to_time_text(runtime::TimePoint t);
// Nothing for '' and for the zero date of old databases.
[[nodiscard]] std::optional<runtime::TimePoint> parse_time_text(std::string_view text);

}  // namespace db
