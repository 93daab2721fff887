// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: why a started campaign does not dial more than it does: the words of campaign_state.why.
#pragma once

#include "common/dialing/pacing/policy.h"
#include "common/dialing/refusal.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace dialing {

// What is neither about the rules (Reason) nor about pacing (pacing::Reason).
enum class Hindrance {
    asterisk_away,
    list_empty,
    none_due,        // until: the first dial time
    all_held,        // until: the first of the numbers held back
    settings_wrong,  // detail: SettingFlaw's word, ": " and what is wrong
    queue_missing,   // detail: its name
    no_licence_channel,
};

// Nothing: it dials as fast as it may.
using StandstillReason = std::variant<std::monostate, Hindrance, Reason, pacing::Reason>;

struct Standstill {
    StandstillReason why{};
    std::optional<TimePoint> until{};
    std::string detail{};

    bool operator==(const Standstill&) const = default;
};

// "" when nothing holds it.
[[nodiscard]] std::string_view to_string(const StandstillReason& why);
[[nodiscard]] std::optional<StandstillReason> parse_standstill(std::string_view word);

}  // namespace dialing
