// SPDX-License-Identifier: GPL-3.0-or-later
// asterccdb upgrade: from nothing, or an older version, to this program's.
#pragma once

#include "common/db/schema_gateway.h"

#include <string>
#include <vector>

namespace asterccdb {

class Options;

// What is to be done with a database.
struct Plan {
    std::vector<db::SchemaScript> scripts;
    bool wants_backup = false;
};

// Throws std::runtime_error with the reason when it cannot be led to this version: newer, or somebody else's.
[[nodiscard]] Plan plan(const db::SchemaFindings& found, const std::string& sql_folder);

void upgrade(const Options& options);

}  // namespace asterccdb
