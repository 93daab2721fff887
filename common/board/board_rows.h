// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: facts in, rows of the board out. docs/architecture/live.md names the fields.
//
// A row of an agent or a call depends on what is told of it alone, so those of a few accounts can be made without the
// rest.
#pragma once

#include "common/board/board_facts.h"
#include "common/board/board_row.h"

namespace board {

[[nodiscard]] std::vector<BoardRow> board_rows(const BoardFacts& facts);

}  // namespace board
