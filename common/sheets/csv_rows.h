// SPDX-License-Identifier: GPL-3.0-or-later
// A CSV file, read in chunks.
#pragma once

#include "common/sheets/row_source.h"

namespace sheets {

[[nodiscard]] std::unique_ptr<RowSource> open_csv(const std::string& path, const crm::FileForm& form);
// At most `size` bytes; throws FileError when the file cannot be read.
[[nodiscard]] std::string read_beginning(const std::string& path, std::size_t size);

}  // namespace sheets
