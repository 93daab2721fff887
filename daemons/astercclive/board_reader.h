// SPDX-License-Identifier: GPL-3.0-or-later
// When the board is read, and what each reading changed. Everything is read once a second; agents and calls whom the
// feed told of are read at once, so that what rings, talks or ends is before the viewers without waiting for the
// second. Lives on the database thread; outlives connections: after an outage the next reading says what changed
// meanwhile.
#pragma once

#include "common/board/board.h"
#include "common/db/board_gateway.h"

#include <chrono>
#include <optional>
#include <set>
#include <vector>

namespace live {

struct BoardNews {
    runtime::TimePoint as_of{};
    std::vector<board::BoardChange> changes;
    std::optional<db::BoardGateway::Watchers> watchers;  // when somebody's list changed
};

class BoardReader {
public:
    using Time = std::chrono::steady_clock::time_point;

    // The feed told something of this account.
    void moved(unsigned account) { moved_.insert(account); }
    void reconnected() { next_whole_ = {}; }

    // Nothing: it is not time yet.
    [[nodiscard]] std::optional<BoardNews> read(db::BoardGateway& gateway, Time now);

private:
    [[nodiscard]] BoardNews read_everything(db::BoardGateway& gateway, Time now);
    [[nodiscard]] BoardNews read_moved(db::BoardGateway& gateway, Time now);

    board::Board board_;
    db::BoardGateway::Watchers watchers_;
    bool is_begun_ = false;
    Time next_whole_{};
    Time next_moved_{};
    std::set<unsigned> moved_;
};

}  // namespace live
