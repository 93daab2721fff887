// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the rows of the board as they were read last, and what a reading changed. One thread at a time.
#pragma once

#include "common/board/board_row.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace board {

class Board {
public:
    // A reading of everything: what is not in it has gone.
    [[nodiscard]] std::vector<BoardChange> replace(std::vector<BoardRow> rows);
    // A reading of the agents and calls of these accounts: of theirs, what is not in it has gone.
    [[nodiscard]] std::vector<BoardChange> replace_of(const std::set<unsigned>& accounts, std::vector<BoardRow> rows);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

private:
    using Key = std::pair<Part, std::string>;
    using Rows = std::map<Key, RowPtr>;

    // `is_meant`: whether the reading would have told of such a row.
    template <class IsMeant>
    [[nodiscard]] std::vector<BoardChange> settle(std::vector<BoardRow> rows, IsMeant is_meant);

    Rows rows_;
};

}  // namespace board
