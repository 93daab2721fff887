// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that turns one server's queue into rows: queue -> store, and with eventtype = event from the rows to what
// the pages hear. While the database is away it retries; the queue keeps what it may.
#pragma once

#include "daemons/eventsdaemon/call_teller.h"
#include "daemons/eventsdaemon/event_queue.h"
#include "daemons/eventsdaemon/event_store.h"
#include "daemons/eventsdaemon/events_config.h"
#include "daemons/eventsdaemon/events_monitor.h"

#include <atomic>
#include <functional>
#include <optional>
#include <thread>

namespace events {

struct WorkerCallbacks {
    std::function<void()> on_ready;  // the database has answered: Asterisk may be listened to
    std::function<void()> on_gap;    // events were dropped: who is alive must be asked
};

class EventsWorker {
public:
    // The callbacks run in the worker's thread. One worker of a daemon purges for all servers.
    EventsWorker(EventQueue& queue, const EventsConfig& config, const std::string& server, bool is_purger,
                 EventsMonitor& monitor, WorkerCallbacks callbacks);
    // The queue must be closed: writes what can be written within three seconds.
    ~EventsWorker();
    EventsWorker(const EventsWorker&) = delete;
    EventsWorker& operator=(const EventsWorker&) = delete;

    // Any thread.
    [[nodiscard]] WorkerCounters counters() const;

private:
    using Clock = std::chrono::steady_clock;

    void work();
    bool begin();
    void go_on();
    void turn();
    bool has_work() const { return !batch_.empty() || !has_followed_; }
    void take();
    void warn_of_drops();
    void report_loss();
    template <class Step>
    bool attempt(Step step);
    void write_batch();
    void begin_telling();
    void purge();
    void note_outage(const std::string& why);
    void note_return();

    EventQueue& queue_;
    const EventsConfig config_;
    const std::string server_;
    const bool is_purger_;
    EventsMonitor& monitor_;
    WorkerCallbacks callbacks_;
    EventStore store_;
    std::optional<CallTeller> teller_;
    ArrivalMarks marks_;
    Batch batch_;
    bool has_followed_ = true;  // the teller has read what is stored
    std::uint64_t dropped_told_ = 0;
    bool is_drop_told_ = false;
    Clock::time_point purge_due_{};

    std::atomic<std::uint64_t> stored_{0};
    std::atomic<std::uint64_t> refused_{0};
    std::atomic<std::uint64_t> purged_{0};
    std::atomic<std::uint64_t> told_{0};
    std::atomic<bool> is_away_{false};
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace events
