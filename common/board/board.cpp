// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/board.h"

#include <algorithm>

namespace board {

std::vector<BoardChange> Board::replace(std::vector<BoardRow> rows)
{
    return settle(std::move(rows), [](const BoardRow&) { return true; });
}

std::vector<BoardChange> Board::replace_of(const std::set<unsigned>& accounts, std::vector<BoardRow> rows)
{
    return settle(std::move(rows), [&](const BoardRow& row) {
        return std::ranges::any_of(row.accounts, [&](unsigned account) { return accounts.contains(account); });
    });
}

template <class IsMeant>
std::vector<BoardChange> Board::settle(std::vector<BoardRow> rows, IsMeant is_meant)
{
    std::vector<BoardChange> changes;
    std::set<Key> read;
    for (auto& row : rows) {
        Key key{row.part, row.id};
        auto& known = rows_[key];
        read.insert(std::move(key));
        if (known && *known == row) continue;
        auto before = std::exchange(known, std::make_shared<const BoardRow>(std::move(row)));
        changes.push_back({std::move(before), known});
    }
    std::erase_if(rows_, [&](const auto& entry) {
        const bool has_gone = is_meant(*entry.second) && !read.contains(entry.first);
        if (has_gone) changes.push_back({entry.second, nullptr});
        return has_gone;
    });
    return changes;
}

}  // namespace board
