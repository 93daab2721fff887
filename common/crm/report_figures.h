// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what reports ask for, and the figures made of sums. A figure whose base is nothing is no figure: there is no
// service level where nobody called.
#pragma once

#include "common/runtime/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

using runtime::TimePoint;

enum class ReportBy { hour, day, queue, agent, group, line, campaign };
inline constexpr std::array all_report_bys{ReportBy::hour,  ReportBy::day,  ReportBy::queue,   ReportBy::agent,
                                           ReportBy::group, ReportBy::line, ReportBy::campaign};
[[nodiscard]] std::string_view to_string(ReportBy by);
[[nodiscard]] std::optional<ReportBy> parse_report_by(std::string_view word);

// Whose offers are counted: callers who entered a queue (queue_log), calls that came in over a line, calls offered to
// an agent's telephone, persons a campaign reached.
enum class ReportSource { queue, line, agent, campaign };

// Within how many seconds an answer is in time; up to how many an abandoned call does not count (0: all count).
inline constexpr std::array<unsigned, 9> service_thresholds{5, 10, 15, 20, 30, 45, 60, 90, 120};
inline constexpr std::array<unsigned, 5> short_thresholds{0, 5, 10, 15, 20};
inline constexpr unsigned usual_service_threshold = 20;

struct ReportQuestion {
    ReportBy by = ReportBy::hour;
    std::string queue;              // "": all
    std::optional<unsigned> group;  // nothing: all
    std::optional<unsigned> agent;  // account
    unsigned service_threshold = usual_service_threshold;
    unsigned short_threshold = 0;
};

[[nodiscard]] ReportSource source_of(const ReportQuestion& question);
// Lines are not told apart by queue or agent, campaigns neither.
[[nodiscard]] bool knows_queues_and_agents(ReportBy by);
// Agents' time is not that of a queue or a line; that of a campaign is its agents' in the hours in which they had its
// calls.
[[nodiscard]] bool has_time(const ReportQuestion& question);

// Talk, hold, wrap-up and own calls are counted apart from offers: they are those of agents' legs.
[[nodiscard]] bool has_handling_apart(const ReportQuestion& question);

// In seconds, where they are times.
struct CallSums {
    std::int64_t offered = 0;
    std::int64_t answered = 0;
    std::int64_t abandoned = 0;   // the caller hung up before
    std::int64_t unanswered = 0;  // ended otherwise
    std::int64_t in_time = 0;     // answered within the service threshold
    std::int64_t short_abandoned = 0;
    std::int64_t wait = 0;     // of those answered
    std::int64_t longest = 0;  // wait of anybody
    std::int64_t handled = 0;  // answered by agents: talk, hold and wrap-up are theirs
    std::int64_t talk = 0;
    std::int64_t hold = 0;
    std::int64_t wrapup = 0;    // milliseconds
    std::int64_t outgoing = 0;  // of a campaign: the numbers dialed
    std::int64_t outgoing_talk = 0;

    CallSums& operator+=(const CallSums& other);
    bool operator==(const CallSums&) const = default;
};

// Of agents who are not off; milliseconds.
struct TimeSums {
    std::int64_t ready = 0;
    std::int64_t paused = 0;
    std::int64_t ringing = 0;
    std::int64_t dialing = 0;
    std::int64_t talking = 0;
    std::int64_t hold = 0;
    std::int64_t wrapup = 0;
    std::int64_t unreachable = 0;

    TimeSums& operator+=(const TimeSums& other);
    bool operator==(const TimeSums&) const = default;
    [[nodiscard]] std::int64_t logged_in() const;
};

// Abandoned, but for those who hung up at once.
[[nodiscard]] std::int64_t abandoned(const CallSums& sums);
// Answered within the threshold, of all offered but short abandoned.
[[nodiscard]] std::optional<double> service_level(const CallSums& sums);
// Seconds, rounded.
[[nodiscard]] std::optional<std::int64_t> speed_of_answer(const CallSums& sums);
// Talk, hold and wrap-up of a call that was answered; seconds, rounded.
[[nodiscard]] std::optional<std::int64_t> handle_time(const CallSums& sums);
// Talk, hold and wrap-up of the time logged in, without pauses and without the time the telephone was lost.
[[nodiscard]] std::optional<double> occupancy(const TimeSums& sums);
[[nodiscard]] std::int64_t whole_seconds(std::int64_t milliseconds);

// A part of a day in which an agent's status and state stayed as they are.
struct DayStretch {
    TimePoint begin{};
    TimePoint end{};
    std::string kind;    // ready, paused, ringing, dialing, talking, hold, wrapup, unreachable
    std::string reason;  // of paused
    std::string queue;
    std::string linkedid;

    bool operator==(const DayStretch&) const = default;
};
// What of them lies within [begin, end).
[[nodiscard]] std::vector<DayStretch> cut(std::vector<DayStretch> stretches, TimePoint begin, TimePoint end);

// The sum of their lengths, by kind.
[[nodiscard]] TimeSums time_sums(const std::vector<DayStretch>& stretches);

}  // namespace crm
