// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what reports add up: looks at the rows that came since the last pass and counts their hours anew. Where nothing
// changed it writes nothing but, once a minute, what went on and up to when everything is counted.
// Database thread.
#pragma once

#include "common/db/report_rollup_gateway.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace tools {

class ReportRollup {
public:
    // Where nobody waits for the locks, more rows a pass count fewer hours twice.
    static constexpr int usual_rows = 5000;
    static constexpr int rows_of_recount = 100'000;

    // Of UTC, where the time zone's hours begin.
    explicit ReportRollup(std::chrono::minutes hours_begin_at, int rows_per_pass = usual_rows)
        : hours_begin_at_(hours_begin_at), rows_per_pass_(rows_per_pass)
    {
    }

    // True: there is more to do at once.
    bool pass(db::Connection& connection);

    // For metrics; any thread.
    [[nodiscard]] std::uint64_t slots_counted() const { return slots_counted_; }

private:
    using OpenAttempts = std::map<std::uint64_t, runtime::TimePoint>;

    bool pass(db::ReportRollupGateway& gateway, db::Connection& connection, db::ReportSource source, bool is_told);
    // `open`: those that are open now.
    void add_closed_attempts(db::ReportRollupGateway& gateway, const OpenAttempts& open,
                             std::set<runtime::TimePoint>& slots, runtime::TimePoint now) const;

    const std::chrono::minutes hours_begin_at_;
    const int rows_per_pass_;
    // By source. The position stored is that of the pass before, so every row is looked at twice: one whose
    // transaction was under way while a greater id could be seen already is found by the next pass.
    std::array<std::uint64_t, db::all_report_sources.size()> seen_{};
    // The attempts of campaigns that were open in the last pass. Nothing before the first one.
    std::optional<OpenAttempts> open_attempts_;
    std::atomic<std::uint64_t> slots_counted_ = 0;
};

}  // namespace tools
