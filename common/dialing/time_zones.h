// SPDX-License-Identifier: GPL-3.0-or-later
// The clocks of the world's time zones, from ICU's own data.
#pragma once

#include "common/dialing/calling_hours.h"

#include <optional>
#include <string>

namespace dialing {

// By the IANA name, "Europe/Berlin"; nothing: there is no such zone. It takes some microseconds: whoever asks for many
// numbers keeps the answer until its change. Safe from any thread.
[[nodiscard]] std::optional<ZoneClock> clock_of(const std::string& zone, TimePoint now);
// Of the zone this machine is set to.
[[nodiscard]] std::optional<ZoneClock> clock_of_machine(TimePoint now);

}  // namespace dialing
