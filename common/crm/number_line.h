// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a line of a national do-not-call list.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crm {

// The number in the line's first cell (comma, semicolon or tab end it), with what is put in front of it. An area code
// of three digits in a cell of its own belongs to the seven of the next. Nothing: the line has no number of 3 to 30
// digits.
[[nodiscard]] std::optional<std::string> number_of_line(std::string_view line, std::string_view prefix);

}  // namespace crm
