// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a CSV file does not say of itself: its delimiter, and whether its first row names the columns.
// Suggestions, from the file's beginning.
#pragma once

#include "common/crm/csv_reader.h"

#include <span>
#include <string_view>

namespace crm {

constexpr std::string_view csv_delimiters = ",;\t|";

// The one that cuts most rows into the same number of cells; ',' when none does.
[[nodiscard]] char guess_delimiter(std::string_view utf8_sample);
// The first row is words only, and the rows below are not, or it has words that name our columns.
[[nodiscard]] bool looks_like_header(std::span<const FileRow> first_rows);

}  // namespace crm
