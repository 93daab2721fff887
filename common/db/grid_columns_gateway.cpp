// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/grid_columns_gateway.h"

#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql select_columns = "SELECT columns FROM grid_columns WHERE accountid = ? AND grid = ?";
constexpr Sql keep_columns =
    "INSERT INTO grid_columns (accountid, grid, columns) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE columns = "
    "VALUES(columns)";
constexpr Sql forget_columns = "DELETE FROM grid_columns WHERE accountid = ? AND grid = ?";

}  // namespace

std::optional<std::vector<std::string>> GridColumnsGateway::find(unsigned account, const std::string& grid)
{
    auto row = db_.get().query(select_columns, account, grid);
    if (!row.next()) return std::nullopt;
    return runtime::split_list(row.text(1), ',');
}

void GridColumnsGateway::keep(unsigned account, const std::string& grid, const std::vector<std::string>& names)
{
    std::string columns;
    for (const auto& name : names)
        columns += (columns.empty() ? "" : ",") + name;
    if (columns.empty()) {
        db_.get().execute(forget_columns, account, grid);
    } else {
        db_.get().execute(keep_columns, account, grid, columns);
    }
}

}  // namespace db
