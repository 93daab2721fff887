// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the original asterCC (0.1 beta of 2008 to 0.22 of 2012) that have a place in ours, column by column.
#pragma once

#include "common/db/connection.h"

#include <span>
#include <string_view>

namespace db {

// One of our columns. `theirs` names the column it comes from; a database whose version lacks that gets our default,
// and of several lines for one of ours the first holds whose column is there. The value is theirs, made to fit ours by
// type; or `instead`, an expression over s (their row).
struct OriginalColumn {
    Sql ours;
    Sql theirs;
    Sql instead = "";
};

struct OriginalTable {
    Sql theirs;
    Sql ours;
    std::span<const OriginalColumn> columns;
    Sql their_key = "id";
    Sql our_key = "id";
    // Of rows that a unique key of ours does not let in as they are: the column that gets another value, and which.
    // Without it they are not taken.
    Sql doubled = "";
    Sql doubled_value = "";
    Sql condition = "TRUE";        // which rows are taken
    std::string_view others = "";  // what rows are that are not taken; "": all are
    // Its rows go behind those of a table before it, so they get new ids.
    bool is_appended = false;
};

[[nodiscard]] std::span<const OriginalTable> original_tables();

// Why a table of the original that is not among these stays where it is; "" when it is not one of the original's.
[[nodiscard]] std::string_view reason_to_leave(std::string_view table);

}  // namespace db
