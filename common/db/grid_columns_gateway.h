// SPDX-License-Identifier: GPL-3.0-or-later
// grid_columns: which columns an account wants to see in a list.
#pragma once

#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

class GridColumnsGateway {
public:
    explicit GridColumnsGateway(LazyConnection& db) : db_(db) {}

    // Nothing when the account never chose.
    [[nodiscard]] std::optional<std::vector<std::string>> find(unsigned account, const std::string& grid);
    // No names: back to the list's own choice.
    void keep(unsigned account, const std::string& grid, const std::vector<std::string>& names);

private:
    LazyConnection& db_;
};

}  // namespace db
