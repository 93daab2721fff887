// SPDX-License-Identifier: GPL-3.0-or-later
// A list's result as a file: names instead of ids, made and sent piece by piece.
#pragma once

#include "cgi/web/response.h"
#include "common/db/grid_gateway.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pages {

enum class ExportFormat { csv, xlsx };

struct ExportColumn {
    std::size_t field = 0;
    std::string caption;
    bool is_number = false;
};

using CellText = std::function<std::string(std::size_t field, const std::optional<std::string>& cell)>;
using TakeRow = std::function<void(const db::GridRow&)>;
using EachRow = std::function<void(const TakeRow&)>;

// `text` and `each` are called while the answer is written.
[[nodiscard]] web::Response export_rows(std::string_view name, ExportFormat format, std::vector<ExportColumn> columns,
                                        CellText text, EachRow each);

}  // namespace pages
