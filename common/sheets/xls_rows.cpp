// SPDX-License-Identifier: GPL-3.0-or-later
// The only user of freexl.
#include "common/sheets/xls_rows.h"

#include "common/runtime/text.h"
#include "common/sheets/cell_text.h"

#include <freexl.h>

#include <algorithm>
#include <filesystem>

namespace sheets {

namespace {

class Book {
public:
    explicit Book(const std::string& path)
    {
        if (std::filesystem::file_size(path) > largest_xls)
            throw FileError(FileError::Why::too_large, "an XLS file may have 64 MiB");
        const int opened = freexl_open(path.c_str(), &handle_);
        unsigned password = 0;
        const bool is_secret = freexl_get_info(handle_, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK &&
                               password == FREEXL_BIFF_OBFUSCATED;
        if (opened == FREEXL_OK && !is_secret) return;
        freexl_close(handle_);
        if (is_secret) throw FileError(FileError::Why::encrypted, "the workbook has a password");
        throw FileError(FileError::Why::broken, "freexl says " + std::to_string(opened));
    }
    ~Book() { freexl_close(handle_); }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    [[nodiscard]] const void* handle() const { return handle_; }

    [[nodiscard]] std::vector<std::string> sheets() const
    {
        std::vector<std::string> names;
        unsigned count = 0;
        check(freexl_get_info(handle_, FREEXL_BIFF_SHEET_COUNT, &count));
        for (unsigned short i = 0; i < std::min(count, 255U); ++i) {
            const char* name = nullptr;
            check(freexl_get_worksheet_name(handle_, i, &name));
            names.push_back(runtime::to_utf8(name != nullptr ? name : ""));
        }
        return names;
    }

    static void check(int result)
    {
        if (result != FREEXL_OK) throw FileError(FileError::Why::broken, "freexl says " + std::to_string(result));
    }

private:
    const void* handle_ = nullptr;
};

std::string text_of(const FreeXL_CellValue& cell)
{
    switch (cell.type) {
        case FREEXL_CELL_INT:
            return std::to_string(cell.value.int_value);
        case FREEXL_CELL_DOUBLE:
            return number_text(cell.value.double_value);
        case FREEXL_CELL_TEXT:
        case FREEXL_CELL_SST_TEXT:
        case FREEXL_CELL_DATE:
        case FREEXL_CELL_DATETIME:
        case FREEXL_CELL_TIME:
            return cell.value.text_value != nullptr ? runtime::to_utf8(cell.value.text_value) : "";
        default:
            return "";
    }
}

class XlsRows : public RowSource {
public:
    XlsRows(const std::string& path, const std::string& sheet) : book_(path)
    {
        const auto names = book_.sheets();
        const auto found = sheet.empty() ? names.begin() : std::find(names.begin(), names.end(), sheet);
        if (found == names.end()) throw FileError(FileError::Why::no_sheet, "no sheet " + sheet);
        Book::check(freexl_select_active_worksheet(book_.handle(), static_cast<unsigned short>(found - names.begin())));
        Book::check(freexl_worksheet_dimensions(book_.handle(), &rows_, &columns_));
    }

    bool next(crm::FileRow& row) override
    {
        while (at_ < rows_) {
            row.line = ++at_;
            row.cells.assign(columns_, "");
            for (unsigned short c = 0; c < columns_; ++c) {
                FreeXL_CellValue cell{};
                Book::check(freexl_get_cell_value(book_.handle(), at_ - 1, c, &cell));
                row.cells[c] = text_of(cell);
                if (row.cells[c].size() > crm::longest_cell)
                    throw FileError(FileError::Why::cell_too_long, "a cell is too long", row.line);
            }
            if (std::ranges::any_of(row.cells, [](const auto& cell) { return !cell.empty(); })) return true;
        }
        return false;
    }

    std::uint64_t done() const override { return at_; }
    std::uint64_t total() const override { return rows_; }

private:
    Book book_;
    unsigned rows_ = 0;
    unsigned short columns_ = 0;
    unsigned at_ = 0;
};

}  // namespace

std::unique_ptr<RowSource> open_xls(const std::string& path, const std::string& sheet)
{
    return std::make_unique<XlsRows>(path, sheet);
}

std::vector<std::string> xls_sheets(const std::string& path)
{
    return Book{path}.sheets();
}

}  // namespace sheets
