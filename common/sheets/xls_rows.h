// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet of an XLS file (BIFF), through freexl.
#pragma once

#include "common/sheets/row_source.h"

namespace sheets {

[[nodiscard]] std::unique_ptr<RowSource> open_xls(const std::string& path, const std::string& sheet);
[[nodiscard]] std::vector<std::string> xls_sheets(const std::string& path);

}  // namespace sheets
