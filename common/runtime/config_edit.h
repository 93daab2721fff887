// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: sets one value in the text of an INI file and leaves the rest as it is: comments, order, other keys, line ends.
#pragma once

#include <string>
#include <string_view>

namespace runtime {

// A key that is not there goes behind its commented-out line, else behind the section's last key; a section that is not
// there is appended. Of a key that is there twice the last counts, as for who reads it. `value` is one line. Who writes
// it out reads it back first: a line that begins with a blank would continue the value before.
[[nodiscard]] std::string with_value(std::string_view text, std::string_view section, std::string_view key,
                                     std::string_view value);

}  // namespace runtime
