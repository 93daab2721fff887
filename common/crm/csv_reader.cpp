// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/csv_reader.h"

#include "common/runtime/text.h"

#include <utility>

namespace crm {

namespace {

std::string sentence(CsvError::Why why)
{
    switch (why) {
        case CsvError::Why::cell_too_long:
            return "a cell is too long";
        case CsvError::Why::too_many_columns:
            return "too many columns";
        case CsvError::Why::open_quote:
            return "a quote is not closed";
    }
    return "";
}

}  // namespace

CsvError::CsvError(Why why, std::size_t line)
    : std::runtime_error(sentence(why) + " in line " + std::to_string(line)), why_(why), line_(line)
{
}

void CsvReader::feed(std::string_view text)
{
    text_.erase(0, at_);
    at_ = 0;
    text_.append(text);
}

bool CsvReader::next(FileRow& row)
{
    while (at_ < text_.size())
        if (take(text_[at_++], row)) return true;
    if (!finished_ || (state_ == State::cell_start && cells_.empty())) return false;
    if (state_ == State::quoted) throw CsvError(CsvError::Why::open_quote, row_line_);
    return end_line(row);
}

bool CsvReader::take(char c, FileRow& row)
{
    const bool ends_crlf = after_cr_ && c == '\n';
    after_cr_ = c == '\r';
    if (c == '\n' || c == '\r') {
        if (!ends_crlf) ++line_;
        if (state_ == State::quoted) {
            append(c);
            return false;
        }
        if (ends_crlf) {
            row_line_ = line_;
            return false;
        }
        return end_line(row);
    }
    switch (state_) {
        case State::cell_start:
            if (c == '"') {
                state_ = State::quoted;
                return false;
            }
            state_ = State::plain;
            break;
        case State::plain:
            break;
        case State::quoted:
            if (c == '"')
                state_ = State::quote_in_quoted;
            else
                append(c);
            return false;
        case State::quote_in_quoted:
            state_ = c == '"' ? State::quoted : State::plain;
            if (c == '"') {
                append(c);
                return false;
            }
            break;
    }
    if (c == delimiter_)
        end_cell();
    else
        append(c);
    return false;
}

void CsvReader::append(char c)
{
    if (cell_.size() == longest_cell) throw CsvError(CsvError::Why::cell_too_long, row_line_);
    cell_ += c;
}

void CsvReader::end_cell()
{
    if (cells_.size() == most_columns) throw CsvError(CsvError::Why::too_many_columns, row_line_);
    cells_.push_back(runtime::to_utf8(cell_));
    cell_.clear();
    state_ = State::cell_start;
}

bool CsvReader::end_line(FileRow& row)
{
    const bool is_blank = cells_.empty() && state_ == State::cell_start;
    if (!is_blank) {
        end_cell();
        row.line = row_line_;
        row.cells = std::exchange(cells_, {});
    }
    row_line_ = line_;
    return !is_blank;
}

}  // namespace crm
