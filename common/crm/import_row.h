// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: one row of a file as a row of our table, or what is wrong with it.
#pragma once

#include "common/crm/csv_reader.h"
#include "common/crm/import_columns.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

enum class Flaw {
    empty_row,
    too_many_cells,  // more than the file's other rows have
    unreadable,      // characters that the encoding does not have
    missing,         // the column a row cannot do without
    too_long,
    bad_number,
    bad_time,
    unknown_choice,
    unknown_extension,  // no such agent, or of another group
    duplicate,          // by the chosen key, in the database or above in the file
};

[[nodiscard]] std::string_view to_string(Flaw);
[[nodiscard]] std::optional<Flaw> parse_flaw(std::string_view);

struct RowFlaw {
    Flaw flaw = Flaw::empty_row;
    std::optional<std::size_t> column;  // of the file
    bool operator==(const RowFlaw&) const = default;
};

// "too_long:3,bad_time:5": how they are stored.
[[nodiscard]] std::string to_text(const std::vector<RowFlaw>& flaws);
[[nodiscard]] std::vector<RowFlaw> parse_row_flaws(std::string_view text);

// A time as a file has it: local, to the second.
struct LocalTime {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool operator==(const LocalTime&) const = default;
};
// 2026-11-24 18:30[:05], 2026/11/24, 24.11.2026 18:30, 2026年11月24日: the day alone is its first moment.
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);
[[nodiscard]] std::string to_text(const LocalTime& time);  // 2026-11-24 18:30:05

// Full-width letters, digits and blanks as the ASCII ones.
[[nodiscard]] std::string to_half_width(std::string_view utf8);

struct CheckedRow {
    std::vector<std::string> values;  // one for each column of the table, "" when not mapped
    std::vector<RowFlaw> flaws;       // empty: the row may be imported
};

// `width`: how many cells the file's rows have.
[[nodiscard]] CheckedRow check_row(ImportTable table, const Mapping& mapping, std::size_t width, const FileRow& row);

}  // namespace crm
