// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/spreadsheet.h"

#include "common/runtime/text.h"

#include <xlsxwriter.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <vector>

namespace web {

namespace {

constexpr lxw_row_t rows_of_a_sheet = 1'048'576;
constexpr std::size_t longest_text = 32'767;  // characters of a cell
constexpr double column_width = 18;

void check(lxw_error error)
{
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(error));
}

}  // namespace

struct Spreadsheet::Impl {
    std::vector<SheetCell> heads;
    lxw_workbook* workbook = nullptr;  // freed by workbook_close
    lxw_worksheet* sheet = nullptr;
    lxw_format* bold = nullptr;
    lxw_row_t row = 0;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), &std::fclose};  // gone when closed

    void write_row(std::span<const SheetCell> cells, lxw_format* format)
    {
        lxw_col_t column = 0;
        for (const auto& [text, is_number] : cells) {
            if (is_number && !text.empty()) {
                check(worksheet_write_number(sheet, row, column, std::strtod(text.c_str(), nullptr), format));
            } else if (!text.empty()) {
                const std::string fitting{runtime::utf8_prefix(text, longest_text)};
                check(worksheet_write_string(sheet, row, column, fitting.c_str(), format));
            }
            ++column;
        }
        ++row;
    }

    void begin_sheet()
    {
        sheet = workbook_add_worksheet(workbook, nullptr);
        if (sheet == nullptr) throw std::runtime_error("xlsx: no sheet");
        check(worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(heads.size()), column_width, nullptr));
        worksheet_freeze_panes(sheet, 1, 0);
        row = 0;
        write_row(heads, bold);
    }
};

Spreadsheet::Spreadsheet(std::span<const SheetCell> heads) : impl_(std::make_unique<Impl>())
{
    if (!impl_->file) throw std::runtime_error("xlsx: no temporary file");
    // The library opens a file by its name: this is the name of ours.
    const auto name = "/proc/self/fd/" + std::to_string(fileno(impl_->file.get()));
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    impl_->workbook = workbook_new_opt(name.c_str(), &options);
    if (impl_->workbook == nullptr) throw std::runtime_error("xlsx: no memory");
    impl_->bold = workbook_add_format(impl_->workbook);
    format_set_bold(impl_->bold);
    impl_->heads.assign(heads.begin(), heads.end());
    impl_->begin_sheet();
}

Spreadsheet::~Spreadsheet()
{
    if (impl_->workbook != nullptr) lxw_workbook_free(impl_->workbook);
}

void Spreadsheet::add_row(std::span<const SheetCell> cells)
{
    if (impl_->row == rows_of_a_sheet) impl_->begin_sheet();
    impl_->write_row(cells, nullptr);
}

void Spreadsheet::finish(const std::function<void(std::string_view)>& take)
{
    const auto error = workbook_close(impl_->workbook);
    impl_->workbook = nullptr;
    check(error);
    std::rewind(impl_->file.get());
    std::array<char, 64 * 1024> piece{};
    while (const auto size = std::fread(piece.data(), 1, piece.size(), impl_->file.get()))
        take({piece.data(), size});
    if (std::ferror(impl_->file.get()) != 0) throw std::runtime_error("xlsx: the file cannot be read back");
}

}  // namespace web
