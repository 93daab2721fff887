// SPDX-License-Identifier: GPL-3.0-or-later
// The clocks of many numbers: each zone's is made once and kept until it changes. One thread.
#pragma once

#include "common/dialing/time_zones.h"

#include <map>
#include <optional>
#include <string>

namespace dialing {

class ZoneClocks {
public:
    // The call center's zone; empty: this machine's.
    explicit ZoneClocks(std::string call_center) : call_center_(std::move(call_center)) {}

    // Nothing: there is no such zone. An empty name is the call center's.
    [[nodiscard]] std::optional<ZoneClock> at(const std::string& zone, TimePoint now);

private:
    const std::string call_center_;
    std::map<std::string, ZoneClock> known_;
};

}  // namespace dialing
