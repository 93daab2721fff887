// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: an agent who works the dial list: number by number, or round after round with a countdown between two calls.
// The state is kept in the database (agent_work), so tabs, reloads and crashes change nothing; whoever holds its row
// takes one of these steps and stores what comes out.
#pragma once

#include "common/runtime/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace dialing {

using runtime::TimePoint;

enum class WorkPhase {
    off,
    preview,    // a number was claimed and is shown; nothing is dialed
    calling,    // the agent's telephone rings, or the call runs
    countdown,  // to the next number
    waiting,    // no number is due
    paused,
};

// Why the round was paused without the agent's doing.
enum class WorkTrouble {
    none,
    unanswered,   // the agent did not pick up the own telephone
    unreachable,  // it is not registered
    away,         // no browser was heard for a lease's time
    refused,      // Asterisk did not take the call
};

[[nodiscard]] std::string_view to_string(WorkPhase phase);
[[nodiscard]] std::string_view to_string(WorkTrouble trouble);
[[nodiscard]] std::optional<WorkPhase> parse_work_phase(std::string_view word);
[[nodiscard]] std::optional<WorkTrouble> parse_work_trouble(std::string_view word);

// For so long a claimed number, and the round, outlive the last word of the agent's browser.
constexpr std::chrono::minutes work_lease{5};
// When nothing is due, the list is asked again after this time at the latest.
constexpr std::chrono::seconds recheck_interval{30};

struct ListWork {
    WorkPhase phase = WorkPhase::off;
    bool is_round = false;      // number after number, until it is stopped
    std::uint64_t task = 0;     // preview: the claimed row of diallist
    std::uint64_t attempt = 0;  // the row of dialedlist that is being called, or was last
    TimePoint since{};
    std::optional<TimePoint> next_at;  // countdown, waiting
    TimePoint seen{};                  // when a browser was last heard
    WorkTrouble trouble = WorkTrouble::none;

    bool operator==(const ListWork&) const = default;
};

// What else is known of the agent.
struct WorkFacts {
    bool is_busy = false;           // another call, or a queue's wrap-up
    bool is_on_break = false;       // paused with a reason of the list: the round stands still
    bool owes_disposition = false;  // the last call's campaign wants one, and it has none
};

// The account's own, else the group's, else 30 s; 0 counts as none.
[[nodiscard]] std::chrono::seconds dial_interval(std::optional<long long> own, std::optional<long long> group);

// A browser is heard. A round whose agent was away is paused, so that nobody is called for an empty chair.
[[nodiscard]] ListWork hear(ListWork work, TimePoint now);
[[nodiscard]] bool is_time_to_dial(const ListWork& work, const WorkFacts& facts, TimePoint now);

[[nodiscard]] ListWork start_round(ListWork work, TimePoint now);
[[nodiscard]] ListWork show_number(ListWork work, std::uint64_t task, TimePoint now);
[[nodiscard]] ListWork begin_call(ListWork work, std::uint64_t attempt, TimePoint now);
[[nodiscard]] ListWork end_call(ListWork work, std::chrono::seconds interval, TimePoint now);
// The number was not dialed, and is in the list again.
[[nodiscard]] ListWork take_back_call(ListWork work, WorkTrouble why, TimePoint now);
// `next_due`: the time of the earliest number that is not due yet.
[[nodiscard]] ListWork find_nothing(ListWork work, std::optional<TimePoint> next_due, TimePoint now);
// The last call gets no disposition, if none is required.
[[nodiscard]] ListWork forget_call(ListWork work, const WorkFacts& facts);
// The shown number was given back, or another took it.
[[nodiscard]] ListWork put_number_away(ListWork work, TimePoint now);

// What buttons do; each leaves the work as it is where it makes no sense.
[[nodiscard]] ListWork hurry(ListWork work, TimePoint now);
[[nodiscard]] ListWork pause(ListWork work, TimePoint now);
[[nodiscard]] ListWork resume(ListWork work, TimePoint now);
// A call that runs goes on; no other follows.
[[nodiscard]] ListWork stop(ListWork work, TimePoint now);

}  // namespace dialing
