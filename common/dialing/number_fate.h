// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what becomes of a number of the dial list that may not be dialed: the same for the dialer and for agents.
#pragma once

#include "common/dialing/refusal.h"

namespace dialing {

enum class Fate {
    hold,    // it stays in the list, and is looked at again at a time
    refuse,  // it leaves the list undialed
    leave,   // its campaign may not dial at all: nothing about this number
};

[[nodiscard]] Fate fate_of(Reason reason);

// As in dialedlist.response of a number that left the list undialed: DNC, INVALID, REFUSED.
[[nodiscard]] std::string_view response_of(Reason reason);

// When one that is held is looked at again.
[[nodiscard]] TimePoint held_until(const Refusal& refusal, TimePoint now);

}  // namespace dialing
