// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: one line of a CSV file (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula gets an apostrophe
// in front, so that opening the file runs nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace web {

// What a spreadsheet needs in front of the file to read it as UTF-8.
inline constexpr std::string_view csv_byte_order_mark = "\xEF\xBB\xBF";

// Begins with = + - @, a tab or a carriage return.
[[nodiscard]] bool looks_like_formula(std::string_view text);
// A number of ours may begin with a minus.
struct CsvCell {
    std::string text;
    bool is_number = false;
};
[[nodiscard]] std::string csv_line(std::span<const CsvCell> cells);

}  // namespace web
