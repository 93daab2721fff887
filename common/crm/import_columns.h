// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the tables a file can be imported into and their columns, in the order whose numbers, from 0, the manual uses.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

enum class ImportTable { customer, contact, diallist };

[[nodiscard]] std::string_view to_string(ImportTable);
[[nodiscard]] std::optional<ImportTable> parse_import_table(std::string_view);

enum class ColumnKind {
    text,
    phone,      // kept as digits
    digits,     // an extension: digits only, anything else is a bad number
    gender,     // male, female, unknown
    time,       // a date with or without a time of day
    zone,       // an IANA time zone
    line_type,  // unknown, fixed, mobile
};

struct ImportColumn {
    std::string_view name;  // as in the database
    ColumnKind kind = ColumnKind::text;
    std::size_t length = 0;  // characters that fit
    // Words by which a file's header may mean it, in lower case.
    std::vector<std::string_view> words;
};

[[nodiscard]] std::span<const ImportColumn> columns_of(ImportTable table);
// The column a row cannot do without: a row without it is refused.
[[nodiscard]] std::size_t required_column(ImportTable table);

// Which columns of the table a header's cells mean; each once. Nothing for a cell that means none.
[[nodiscard]] std::vector<std::optional<std::size_t>> match_header(ImportTable table,
                                                                   std::span<const std::string> header);
[[nodiscard]] bool is_column_word(std::string_view cell);

// What a person gave for each column of the file: "", or a column's number. Nothing when one is no number of a column
// or is given twice.
using Mapping = std::vector<std::optional<std::size_t>>;
[[nodiscard]] std::optional<Mapping> parse_mapping(ImportTable table, std::span<const std::string> numbers);

}  // namespace crm
