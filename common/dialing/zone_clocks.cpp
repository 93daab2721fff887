// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/zone_clocks.h"

namespace dialing {

std::optional<ZoneClock> ZoneClocks::at(const std::string& zone, TimePoint now)
{
    const auto& name = zone.empty() ? call_center_ : zone;
    const auto known = known_.find(name);
    if (known != known_.end() && (!known->second.change || now < *known->second.change)) return known->second;
    const auto clock = name.empty() ? clock_of_machine(now) : clock_of(name, now);
    if (clock) known_.insert_or_assign(name, *clock);
    return clock;
}

}  // namespace dialing
