// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: when a list that is being dialed comes to its end, at the pace it is dialed now.
#pragma once

#include "common/dialing/calling_hours.h"

#include <optional>
#include <span>

namespace dialing {

struct RemainingWork {
    long numbers = 0;  // in the list
    double dials_per_minute = 0;
    double retried = 0;         // share of the attempts that another one follows
    unsigned max_attempts = 0;  // of one number; 0: none is tried again
};

// Retries to come among them, as if no number had been tried yet.
[[nodiscard]] double expected_dials(const RemainingWork& work);

// Dials are made while all of these hours are open. Nothing: it stands still, or does not end within `hours_horizon`.
[[nodiscard]] std::optional<std::chrono::minutes> time_left(const RemainingWork& work, std::span<const Timetable> hours,
                                                            TimePoint now);

}  // namespace dialing
