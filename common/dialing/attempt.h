// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what became of a number that was dialed for an agent, told from the legs of the call (curcdr and mycdr).
#pragma once

#include "common/runtime/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace dialing {

using runtime::TimePoint;

struct AttemptLeg {
    bool is_live = false;
    std::string dst;
    std::string disposition{};  // of a finished one: ANSWERED, NO ANSWER, BUSY, FAILED
    std::string linkedid{};
    TimePoint start{};
    std::optional<TimePoint> answer{};
    std::chrono::seconds talk{0};
};

struct AttemptEnd {
    bool was_dialed = false;  // false: the agent's own telephone was not answered, nobody else was called
    std::string response;     // as mycdr.disposition
    std::optional<TimePoint> dialed;
    std::optional<TimePoint> answered;
    std::chrono::seconds talk{0};
};

// A call of which nothing is seen after this time never was.
constexpr std::chrono::seconds unseen_limit{60};

// Nothing: the call is not over. `begun`: when Asterisk was asked for it.
[[nodiscard]] std::optional<AttemptEnd> end_of_attempt(const std::vector<AttemptLeg>& legs, const std::string& number,
                                                       TimePoint begun, TimePoint now);

// The name Asterisk gave the call; empty while no leg to the number is seen. It is the one asked for (ChannelId) but
// before Asterisk 12 and with call files.
[[nodiscard]] std::string call_of(const std::vector<AttemptLeg>& legs, const std::string& number);

}  // namespace dialing
