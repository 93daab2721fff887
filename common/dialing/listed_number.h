// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: a number of the dial list, what the records say of it, and what of that may_dial is asked with.
#pragma once

#include "common/dialing/may_dial.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dialing {

struct ListedNumber {
    std::uint64_t id = 0;
    std::string number{};
    std::optional<TimePoint> dial_time{};
    bool is_callback = false;  // promised for its dial time
    unsigned attempts = 0;     // made so far by the campaign
    std::string zone{};        // empty: those of the campaign
    std::optional<TimePoint> consent_time{};
    LineType line = LineType::unknown;
    std::string memo{};

    bool operator==(const ListedNumber&) const = default;
};

struct PastAttempt {
    TimePoint begun{};
    bool was_connected = false;  // with an agent
    bool was_abandoned = false;
};

// Of one number, by whatever campaign or person, of the last `records_needed`.
struct NumberRecords {
    std::optional<DoNotCallHit> do_not_call{};
    std::vector<PastAttempt> attempts{};
    // When it was decided to dial it. Attempts may be deleted from the dialed list, and these stay.
    std::vector<TimePoint> decisions{};
};
// A day, and the longest lock after an abandoned call of all profiles.
constexpr std::chrono::days records_needed{4};

[[nodiscard]] CalledNumber called_number(const ListedNumber& listed, const NumberRecords& records, CalledPlace place,
                                         std::optional<std::chrono::days> national_list_age, TimePoint now);

}  // namespace dialing
