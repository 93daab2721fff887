// SPDX-License-Identifier: GPL-3.0-or-later
// Small text helpers used by every layer. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runtime {

[[nodiscard]] std::string to_lower(std::string_view ascii);
[[nodiscard]] std::string_view trim(std::string_view text);
// Parts between separators, trimmed; empty parts are left out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text, char separator);
// The whole text as a decimal number, or nothing.
[[nodiscard]] std::optional<long long> to_number(std::string_view text);
// Valid UTF-8 without NUL: every byte that does not fit becomes U+FFFD. What Asterisk or a form sent is passed
// through here before it is stored or shown.
[[nodiscard]] std::string to_utf8(std::string_view bytes);
// The first `characters` code points of valid UTF-8.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t characters);

}  // namespace runtime
