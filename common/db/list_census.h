// SPDX-License-Identifier: GPL-3.0-or-later
// How many numbers each campaign's dial list has, how many are due and how many held back, and why. A list may have
// millions of rows, so it is counted in rounds: each reading counts a bounded number of rows on from where the last one
// ended, and what was told before holds until a round is complete. Short lists are counted whole each time.
#pragma once

#include "common/board/campaign_facts.h"
#include "common/db/connection.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace db {

class ListCensus {
public:
    using Lists = std::map<unsigned, board::ListCount>;  // by campaign

    // Lists that have no row are not among them.
    [[nodiscard]] Lists read(Connection& db);

private:
    struct Numbers {
        long all = 0;
        long due = 0;
        long held = 0;
        std::optional<TimePoint> first_again;  // of the held ones
    };
    using Counts = std::map<std::pair<unsigned, std::string>, Numbers>;  // by campaign and reason

    // Returns whether the end of the table was reached.
    [[nodiscard]] bool count_on(Connection& db);
    [[nodiscard]] static Lists lists_of(const Counts& counts, bool is_whole);

    std::uint64_t after_ = 0;
    Counts counts_;
    Lists told_;
    bool has_told_ = false;  // a round has been completed
};

}  // namespace db
