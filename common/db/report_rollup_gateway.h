// SPDX-License-Identifier: GPL-3.0-or-later
// report_calls and report_time: what reports add up, hour by hour, from queue_stats, mycdr and agent_log.
// A slot is counted anew as a whole, so counting it twice changes nothing.
//
// Rows are found by their ids: a pass looks at those behind the position stored for its table. Ids may become visible a
// little out of order, so the caller lets the position follow one pass behind (ReportRollup).
#pragma once

#include "common/db/connection.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <set>
#include <vector>

namespace db {

inline constexpr std::chrono::hours report_slot{1};

// wrapup: that of agent_log, counted with the legs of agents.
enum class ReportSource { queue, line, agent, wrapup, time };
inline constexpr std::array all_report_sources{ReportSource::queue, ReportSource::line, ReportSource::agent,
                                               ReportSource::wrapup, ReportSource::time};

// How far the rows of a source have been counted.
struct ReportPosition {
    std::uint64_t row = 0;
    TimePoint at{};  // of the pass
};

// What a pass has to count anew.
struct ReportChanges {
    std::vector<TimePoint> slots;  // their begins, ascending
    std::uint64_t last_row = 0;    // the last row looked at; that of the position when there was none
    bool is_more = false;          // rows are left behind it
};

class ReportRollupGateway {
public:
    // Its transactions become READ COMMITTED, for counting must not keep astercc from writing calls.
    // `hours_begin_at`: of UTC, where the time zone's hours begin; 30 in India.
    ReportRollupGateway(Connection& connection, std::chrono::minutes hours_begin_at);

    // Within a transaction; nobody else counts the source until that ends.
    [[nodiscard]] ReportPosition lock_position(ReportSource source);
    void put_position(ReportSource source, const ReportPosition& position);
    // Everything is to be counted anew.
    void forget_positions();

    // Of the next `limit` rows. Of time also the slots since the last pass: what was going on then went on.
    [[nodiscard]] ReportChanges changes(ReportSource source, const ReportPosition& from, TimePoint now, int limit);
    void count(ReportSource source, TimePoint slot, TimePoint now);

private:
    void add_slots(std::set<TimePoint>& slots, TimePoint from, TimePoint to) const;

    Connection& db_;
    const std::chrono::minutes hours_begin_at_;
};

}  // namespace db
