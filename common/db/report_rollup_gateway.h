// SPDX-License-Identifier: GPL-3.0-or-later
// report_calls and report_time: what reports add up, hour by hour, from queue_stats, mycdr, dialedlist and agent_log.
// A slot is counted anew as a whole, so counting it twice changes nothing.
//
// Rows are found by their ids: a pass looks at those behind the position stored for its source. Ids may become visible
// a little out of order, so the caller lets the position follow one pass behind (ReportRollup). An attempt is a row
// long before it is over: the caller watches those that are open.
#pragma once

#include "common/db/connection.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace db {

inline constexpr std::chrono::hours report_slot{1};

// What tells that a slot is to be counted anew. Calls of lines and campaigns are counted from rows of several tables;
// wrap-ups are those of agent_log.
enum class ReportSource {
    queue,
    line,
    line_wrapup,
    agent,
    agent_wrapup,
    campaign,
    campaign_leg,
    campaign_wrapup,
    time,
};
inline constexpr std::array all_report_sources{
    ReportSource::queue,        ReportSource::line,     ReportSource::line_wrapup,  ReportSource::agent,
    ReportSource::agent_wrapup, ReportSource::campaign, ReportSource::campaign_leg, ReportSource::campaign_wrapup,
    ReportSource::time};

// How far the rows of a source have been counted.
struct ReportPosition {
    std::uint64_t row = 0;
    TimePoint at{};  // when it was stored

    bool operator==(const ReportPosition&) const = default;
};

// What a pass has to count anew.
struct ReportChanges {
    std::set<TimePoint> slots;   // their begins
    std::uint64_t last_row = 0;  // the last row looked at; that of the position when there was none
    bool is_more = false;        // rows are left behind it
};

class ReportRollupGateway {
public:
    // Its transactions become READ COMMITTED, for counting must not keep astercc from writing calls.
    // `hours_begin_at`: of UTC, where the time zone's hours begin; 30 in India.
    ReportRollupGateway(Connection& connection, std::chrono::minutes hours_begin_at);

    // Within a transaction; nobody else counts the source until that ends. The begin of all when hours began at another
    // minute until now.
    [[nodiscard]] ReportPosition lock_position(ReportSource source);
    void put_position(ReportSource source, const ReportPosition& position);
    // Everything is to be counted anew.
    void forget_positions();

    // Of the next `limit` rows.
    [[nodiscard]] ReportChanges changes(ReportSource source, const ReportPosition& from, TimePoint now, int limit);
    void count(ReportSource source, TimePoint slot, TimePoint now);

    // The attempts of campaigns that are not over, with their times; and the slots of all since then.
    [[nodiscard]] std::map<std::uint64_t, TimePoint> open_attempts();
    [[nodiscard]] std::set<TimePoint> slots_of_attempts(TimePoint since);
    [[nodiscard]] TimePoint slot_of(TimePoint t) const;
    // Those that [from, to] touches.
    void add_slots(std::set<TimePoint>& slots, TimePoint from, TimePoint to) const;

private:
    [[nodiscard]] std::string minute_word() const;

    Connection& db_;
    const std::chrono::minutes hours_begin_at_;
};

}  // namespace db
