// SPDX-License-Identifier: GPL-3.0-or-later
// What the mirror of one Asterisk server tells of itself: its metrics (label `server`; docs/architecture/metrics.md),
// its log of calls, its signs of life and what it needs. ServerMirror and MirrorWorker call it at the moments its
// functions name; everything that is counted is decided here. Default-constructed it watches nothing.
#pragma once

#include "common/ami/parser.h"
#include "common/calls/tracker.h"
#include "common/db/call_writer.h"
#include "common/runtime/health.h"
#include "common/runtime/metrics.h"
#include "daemons/astercc/call_log.h"
#include "daemons/astercc/gap_recovery.h"
#include "daemons/astercc/record_queue.h"
#include "daemons/astercc/recording_desk.h"

#include <array>
#include <atomic>
#include <chrono>
#include <string>

namespace astercc {

class MirrorMonitor {
public:
    MirrorMonitor() = default;
    // `metrics` and `health` must outlive it.
    MirrorMonitor(runtime::Metrics& metrics, runtime::Health& health, const std::string& server);

    // --- the io thread ---
    void asterisk_up();
    void asterisk_down(const std::string& reason);
    // Before the metrics are read.
    void sample(const ami::ParserCounters& read, const RecordQueue::State& queue);
    void sample(const RecordingCounts& recordings);
    void sample(const GapRecovery::Totals& gaps);

    // --- the worker's thread ---
    void beat() { pulse_.beat(); }
    void rest() { pulse_.rest(); }
    void recovered(const std::vector<calls::Leg>& alive);
    // What one record changed, when Asterisk said so.
    void changed(const std::vector<calls::Change>& changes, calls::TimePoint at);
    // After each turn: what is known, and what commit() took.
    void turned(const calls::Tracker& tracker);
    void committed(const db::CallWriter& writer, std::chrono::duration<double> took, bool is_well);
    void database_away(const std::string& reason);
    // The database is reached, and another writes.
    void stands_by();
    void took_over() { writing_.takeovers.add(); }
    void lost_lease() { writing_.leases_lost.add(); }
    void journal_kept(std::size_t segments, std::uintmax_t bytes);

private:
    void count_reading(runtime::Metrics& metrics, const runtime::Metrics::Labels& at);
    void count_tracking(runtime::Metrics& metrics, const runtime::Metrics::Labels& at);
    void count_recording(runtime::Metrics& metrics, const runtime::Metrics::Labels& at);
    void count_writing(runtime::Metrics& metrics, const runtime::Metrics::Labels& at);

    struct Reading {  // the session and the queue
        runtime::Counter bytes, messages, skipped, dropped, oddities, logins;
        runtime::Gauge is_up, queued_records, queued_bytes, is_behind;
        runtime::Counter journal_dropped;
    };
    struct Tracking {
        runtime::Gauge calls, legs, channels;
        std::array<runtime::Counter, 4> finished;  // by calls::Disposition
        runtime::Counter abandoned, healed, oddities;
        runtime::Counter recovered, corrected, missed;  // by Asterisk's own CDR
    };
    struct Writing {
        runtime::Gauge is_active, is_up, waiting;
        runtime::Counter takeovers, leases_lost, outages, commits, live_rows, finished_rows, feed_rows, refused;
        runtime::Histogram commit_seconds, lag_seconds;
        runtime::Gauge journal_segments, journal_bytes;
    };
    struct Recording {
        runtime::Gauge running;
        runtime::Counter began, failed;
    };

    [[nodiscard]] std::chrono::milliseconds lag() const;
    void count_rows(const db::CallWriter::Counters& written);
    void count_calls();

    Reading reading_;
    Tracking tracking_;
    Writing writing_;
    Recording recording_;
    runtime::Pulse pulse_;
    runtime::Need database_, asterisk_;
    CallLog calls_{""};
    std::atomic<std::int64_t> uncommitted_since_{0};  // epoch ms of the oldest change not committed; 0: none
};

}  // namespace astercc
