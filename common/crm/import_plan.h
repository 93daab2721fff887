// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what is to be done with a file: how it is read (FileForm), what its beginning looks like (Preview), and what a
// person decided (ImportPlan). All three are kept as JSON between the steps.
#pragma once

#include "common/crm/import_row.h"
#include "common/crm/text_encoding.h"

#include <optional>
#include <string>
#include <vector>

namespace crm {

enum class FileType { csv, xls, xlsx };
[[nodiscard]] std::string_view to_string(FileType);

// How a file is read. Encoding and delimiter are a CSV's, the sheet is a spreadsheet's ("" = the first).
struct FileForm {
    FileType type = FileType::csv;
    Encoding encoding = Encoding::utf8;
    char delimiter = ',';
    std::string sheet;
    bool operator==(const FileForm&) const = default;
};

constexpr std::size_t previewed_rows = 9;  // a header and eight rows, as the manual shows

struct Preview {
    FileForm form;
    bool has_header = false;
    std::vector<std::string> sheets;
    std::vector<FileRow> rows;
    [[nodiscard]] std::size_t width() const;
};

enum class Duplicates { add, skip, update };
enum class DuplicateKey { phone, name };
[[nodiscard]] std::string_view to_string(Duplicates);
[[nodiscard]] std::optional<Duplicates> parse_duplicates(std::string_view);
[[nodiscard]] std::string_view to_string(DuplicateKey);
[[nodiscard]] std::optional<DuplicateKey> parse_duplicate_key(std::string_view);

// Whom rows of the dial list are dealt to.
struct Assignment {
    bool wanted = false;
    std::vector<std::string> extensions;  // in turn; empty: all members of the group
    bool operator==(const Assignment&) const = default;
};

// Rows of the dial list, made beside customers or contacts, or the import's own table.
struct DialPlan {
    bool wanted = false;
    std::optional<std::size_t> number_column;  // of the file
    std::optional<std::size_t> time_column;
    std::string fixed_time;  // UTC; wins over the column
    unsigned campaign = 0;
    Assignment assignment;
    bool operator==(const DialPlan&) const = default;
};

struct ImportPlan {
    ImportTable table = ImportTable::customer;
    FileForm form;
    bool has_header = false;
    std::size_t width = 0;  // cells of the file's rows
    Mapping mapping;
    unsigned group = 0;
    Duplicates duplicates = Duplicates::skip;
    DuplicateKey key = DuplicateKey::phone;
    DialPlan dial;
    bool operator==(const ImportPlan&) const = default;
};

[[nodiscard]] std::string to_json(const Preview& preview);
[[nodiscard]] std::string to_json(const ImportPlan& plan);
[[nodiscard]] std::string to_json(const FileForm& form);
[[nodiscard]] std::string cells_to_json(const std::vector<std::string>& cells);
// These throw std::runtime_error for what the functions above did not write.
[[nodiscard]] Preview preview_from_json(const std::string& text);
[[nodiscard]] ImportPlan plan_from_json(const std::string& text);
[[nodiscard]] FileForm form_from_json(const std::string& text);
[[nodiscard]] std::vector<std::string> cells_from_json(const std::string& text);

// By it a mapping is found again: files of the same header, whatever their rows. 16 letters.
[[nodiscard]] std::string header_signature(const std::vector<std::string>& header);
[[nodiscard]] std::string to_text(
    const Mapping& mapping);  // "0,,8": numbers of our columns, as parse_mapping reads them

}  // namespace crm
