// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/grid_export.h"

#include "cgi/web/csv.h"
#include "cgi/web/spreadsheet.h"

namespace pages {

namespace {

constexpr std::size_t piece_size = 64 * 1024;

template <class Cell>
std::vector<Cell> cells_of(const std::vector<ExportColumn>& columns, const CellText& text, const db::GridRow& row)
{
    std::vector<Cell> cells;
    cells.reserve(columns.size());
    for (const auto& column : columns)
        cells.push_back({text(column.field, row.cells[column.field]), column.is_number});
    return cells;
}

template <class Cell>
std::vector<Cell> heads_of(const std::vector<ExportColumn>& columns)
{
    std::vector<Cell> heads;
    for (const auto& column : columns)
        heads.push_back({column.caption, false});
    return heads;
}

void write_csv(const std::vector<ExportColumn>& columns, const CellText& text, const EachRow& each,
               const web::Write& write)
{
    std::string piece{web::csv_byte_order_mark};
    piece += web::csv_line(heads_of<web::CsvCell>(columns));
    each([&](const db::GridRow& row) {
        piece += web::csv_line(cells_of<web::CsvCell>(columns, text, row));
        if (piece.size() < piece_size) return;
        write(piece);
        piece.clear();
    });
    write(piece);
}

void write_xlsx(const std::vector<ExportColumn>& columns, const CellText& text, const EachRow& each,
                const web::Write& write)
{
    web::Spreadsheet sheet{heads_of<web::SheetCell>(columns)};
    each([&](const db::GridRow& row) { sheet.add_row(cells_of<web::SheetCell>(columns, text, row)); });
    sheet.finish(write);
}

}  // namespace

web::Response export_rows(std::string_view name, ExportFormat format, std::vector<ExportColumn> columns, CellText text,
                          EachRow each)
{
    const bool is_csv = format == ExportFormat::csv;
    const auto* type =
        is_csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return web::download(std::string(name) + (is_csv ? ".csv" : ".xlsx"), type,
                         [is_csv, columns = std::move(columns), text = std::move(text),
                          each = std::move(each)](const web::Write& write) {
                             is_csv ? write_csv(columns, text, each, write) : write_xlsx(columns, text, each, write);
                         });
}

}  // namespace pages
