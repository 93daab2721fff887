// SPDX-License-Identifier: GPL-3.0-or-later
// What eventsdaemon reads of astercc.conf beside [database] and [asterisk]: [system] log_life, events_skip, eventtype,
// feed_keep_minutes.
#pragma once

#include "common/db/connection.h"

#include <chrono>
#include <string>
#include <vector>

namespace events {

struct EventsConfig {
    db::DbConfig database;
    std::chrono::seconds log_life{180};  // 0: rows are kept for ever
    std::vector<std::string> skip;       // names of events that are not stored, in lower case
    bool tells_calls = false;            // eventtype = event
    std::chrono::minutes feed_keep{60};

    // Throws runtime::ConfigError. eventtype is the one of astercc.conf, else that of the astercrm.conf beside it,
    // where it may be read.
    [[nodiscard]] static EventsConfig from(const runtime::Config& config);
};

}  // namespace events
