// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what reports add up: looks at the rows that came since the last pass and counts their hours anew.
// Database thread.
#pragma once

#include "common/db/report_rollup_gateway.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace tools {

class ReportRollup {
public:
    // Of UTC, where the time zone's hours begin.
    explicit ReportRollup(std::chrono::minutes hours_begin_at) : hours_begin_at_(hours_begin_at) {}

    // True: there is more to do at once.
    bool pass(db::Connection& connection);

    // For metrics; any thread.
    [[nodiscard]] std::uint64_t slots_counted() const { return slots_counted_; }

private:
    bool pass(db::ReportRollupGateway& gateway, db::Connection& connection, db::ReportSource source);

    const std::chrono::minutes hours_begin_at_;
    // By source. The position stored is that of the pass before, so every row is looked at twice: one whose
    // transaction was under way while a greater id could be seen already is found by the next pass.
    std::array<std::uint64_t, db::all_report_sources.size()> seen_{};
    std::atomic<std::uint64_t> slots_counted_ = 0;
};

}  // namespace tools
