// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: rows of a CSV text (UTF-8), whatever the chunks it comes in.
// Cells may be quoted and then hold delimiters, line breaks and doubled quotes; lines end with LF, CRLF or CR. A quote
// in the middle of a cell is a character like any other. Blank lines are left out. Memory is that of one row.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

// A row as it stands in a file. `line`: where it begins, from 1.
struct FileRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
    bool operator==(const FileRow&) const = default;
};

constexpr std::size_t longest_cell = 32 * 1024;  // bytes; Excel's cells have 32,767 characters at most
constexpr std::size_t most_columns = 256;

// The file cannot be read on from this line.
class CsvError : public std::runtime_error {
public:
    enum class Why { cell_too_long, too_many_columns, open_quote };
    CsvError(Why why, std::size_t line);
    [[nodiscard]] Why why() const { return why_; }
    [[nodiscard]] std::size_t line() const { return line_; }

private:
    Why why_;
    std::size_t line_;
};

class CsvReader {
public:
    explicit CsvReader(char delimiter) : delimiter_(delimiter) {}

    void feed(std::string_view text);
    // No more text follows: a last line without its end is a row.
    void finish() { finished_ = true; }
    // False: the text fed so far holds no further row. Throws CsvError.
    [[nodiscard]] bool next(FileRow& row);

private:
    enum class State { cell_start, plain, quoted, quote_in_quoted };

    [[nodiscard]] bool take(char c, FileRow& row);
    [[nodiscard]] bool end_line(FileRow& row);
    void end_cell();
    void append(char c);

    const char delimiter_;
    std::string text_;
    std::size_t at_ = 0;
    bool finished_ = false;
    State state_ = State::cell_start;
    bool after_cr_ = false;
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
    std::string cell_;
    std::vector<std::string> cells_;
};

}  // namespace crm
