// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet of an XLSX file: its XML is read row by row, each parsed by pugixml alone; only the shared strings are held.
#pragma once

#include "common/sheets/row_source.h"

namespace sheets {

[[nodiscard]] std::unique_ptr<RowSource> open_xlsx(const std::string& path, const std::string& sheet);
[[nodiscard]] std::vector<std::string> xlsx_sheets(const std::string& path);

}  // namespace sheets
