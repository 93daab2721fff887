// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/csv_form.h"

#include "common/crm/import_columns.h"

#include <algorithm>
#include <map>

namespace crm {

namespace {

constexpr std::size_t rows_looked_at = 50;

// How well a delimiter fits: rows that agree on the number of columns, times that number.
std::size_t fit_of(char delimiter, std::string_view sample)
{
    CsvReader reader{delimiter};
    reader.feed(sample);
    std::map<std::size_t, std::size_t> rows_of_width;
    FileRow row;
    try {
        for (std::size_t n = 0; n < rows_looked_at && reader.next(row); ++n)
            ++rows_of_width[row.cells.size()];
    } catch (const CsvError&) {
        return 0;
    }
    std::size_t best = 0;
    for (const auto& [width, rows] : rows_of_width)
        if (width > 1) best = std::max(best, rows * 100 + width);
    return best;
}

bool has_digit(std::string_view cell)
{
    return std::ranges::any_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_word(const std::string& cell)
{
    const auto digits = std::ranges::count_if(cell, [](char c) { return c >= '0' && c <= '9'; });
    return !cell.empty() && cell.size() <= 60 && cell.find('@') == std::string::npos && digits <= 1 &&
           digits < std::ssize(cell);
}

}  // namespace

char guess_delimiter(std::string_view utf8_sample)
{
    const auto last_line = utf8_sample.find_last_of("\r\n");
    // The sample's last line may be cut.
    if (last_line != std::string_view::npos) utf8_sample = utf8_sample.substr(0, last_line + 1);
    char best = csv_delimiters.front();
    std::size_t best_fit = 0;
    for (const char delimiter : csv_delimiters) {
        const auto fit = fit_of(delimiter, utf8_sample);
        if (fit > best_fit) {
            best = delimiter;
            best_fit = fit;
        }
    }
    return best;
}

bool looks_like_header(std::span<const FileRow> first_rows)
{
    if (first_rows.empty()) return false;
    const auto& first = first_rows.front().cells;
    const auto named = std::ranges::count_if(first, [](const auto& cell) { return is_column_word(cell); });
    if (named >= 2 || (named == 1 && first.size() == 1)) return true;
    if (!std::ranges::all_of(first, is_word)) return false;
    const auto below = first_rows.subspan(1);
    return std::ranges::any_of(below, [](const FileRow& row) { return std::ranges::any_of(row.cells, has_digit); });
}

}  // namespace crm
