// SPDX-License-Identifier: GPL-3.0-or-later
// What the storing of one Asterisk server's events tells of itself: its metrics (label `server`), its sign of life and
// what it needs. Default-constructed it watches nothing.
#pragma once

#include "common/runtime/health.h"
#include "common/runtime/metrics.h"

#include <cstdint>
#include <string>

namespace events {

struct WorkerCounters {
    std::uint64_t stored = 0;
    std::uint64_t refused = 0;  // by the database, for good
    std::uint64_t purged = 0;
    std::uint64_t told = 0;  // rows of the feed
    bool is_away = false;    // the database
};

struct ServerCounters {
    std::uint64_t received = 0;  // events
    std::uint64_t skipped = 0;   // by events_skip
    std::uint64_t dropped = 0;   // no room: the database was away too long
    std::uint64_t logins = 0;
    std::size_t queued_bytes = 0;
    bool is_up = false;  // logged in to Asterisk
    WorkerCounters worker;
};

class EventsMonitor {
public:
    EventsMonitor() = default;
    // `metrics` and `health` must outlive it.
    EventsMonitor(runtime::Metrics& metrics, runtime::Health& health, const std::string& server);

    // --- the io thread ---
    void asterisk_up() { asterisk_.met(); }
    void asterisk_down(const std::string& reason) { asterisk_.missing(reason); }
    // Before the metrics are read.
    void sample(const ServerCounters& counters);

    // --- the worker's thread ---
    void beat() { pulse_.beat(); }
    void rest() { pulse_.rest(); }
    void database_up() { database_.met(); }
    void database_away(const std::string& reason) { database_.missing(reason); }

private:
    runtime::Counter received_, skipped_, dropped_, logins_, stored_, refused_, purged_, told_;
    runtime::Gauge queued_bytes_, asterisk_is_up_, database_is_up_;
    runtime::Pulse pulse_;
    runtime::Need database_, asterisk_;
};

}  // namespace events
