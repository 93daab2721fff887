// SPDX-License-Identifier: GPL-3.0-or-later
// One Asterisk server whose every event is stored: its AMI session on the io_context's thread, a queue, and the
// worker's thread. The session starts when the database has answered once; after that neither waits for the other.
#pragma once

#include "common/ami/session.h"
#include "daemons/eventsdaemon/events_worker.h"
#include "daemons/shared/resync.h"
#include "daemons/shared/server_config.h"
#include "daemons/shared/start_report.h"

#include <atomic>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace events {

class ServerEvents {
public:
    ServerEvents(boost::asio::io_context& io, const astercc::ServerConfig& server, const EventsConfig& config,
                 bool is_purger, astercc::StartReport& report, EventsMonitor& monitor);
    // Writes what can be written within three seconds.
    ~ServerEvents();
    ServerEvents(const ServerEvents&) = delete;
    ServerEvents& operator=(const ServerEvents&) = delete;

    // Ends the session.
    void stop();

    [[nodiscard]] const std::string& name() const { return server_.name; }
    // Before the metrics are read.
    void sample() { monitor_.sample(counters()); }
    // Any thread.
    [[nodiscard]] ServerCounters counters() const;
    // How long the oldest event waits to be stored.
    [[nodiscard]] std::chrono::milliseconds lag() const { return queue_.oldest_age(runtime::now()); }

private:
    void begin_listening();
    void on_up(const std::string& banner);
    void on_down(const std::string& reason);
    void on_message(const ami::Message& message);
    [[nodiscard]] bool is_skipped(std::string_view event) const;
    void ask_who_lives();
    void ask(astercc::Resync::List list);
    void end_resync();

    boost::asio::io_context& io_;
    const astercc::ServerConfig server_;
    const EventsConfig config_;
    astercc::StartReport& report_;
    EventsMonitor& monitor_;
    astercc::Resync resync_;
    bool is_stopped_ = false;
    std::atomic<std::uint64_t> received_{0};
    std::atomic<std::uint64_t> skipped_{0};
    std::atomic<std::uint64_t> logins_{0};
    EventQueue queue_;
    std::unique_ptr<ami::Session> session_;
    std::unique_ptr<EventsWorker> worker_;
};

}  // namespace events
