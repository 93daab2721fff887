// SPDX-License-Identifier: GPL-3.0-or-later
// One Asterisk server watched: an AMI session whose events keep the boards right at once, and a round of lists every
// time_of_sleep seconds that puts right what no event told. What changed goes to the table writer, at most every 100
// ms. On the io_context's thread.
#pragma once

#include "common/ami/session.h"
#include "common/pbx/peer_board.h"
#include "common/pbx/queue_board.h"
#include "common/runtime/asio.h"
#include "daemons/astercctools/poll_round.h"
#include "daemons/astercctools/table_writer.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tools {

struct WatchConfig {
    std::string name;  // the column `server`
    ami::SessionConfig session;
    std::chrono::seconds poll_every{5};
};

class ServerWatch {
public:
    using Put = std::function<void(ServerTables)>;

    ServerWatch(asio::io_context& io, WatchConfig config, Put put);
    ServerWatch(const ServerWatch&) = delete;
    ServerWatch& operator=(const ServerWatch&) = delete;

    // With what the table of peers held.
    void start(const std::vector<pbx::PeerRow>& peers);
    void stop();

    // For metrics; any thread.
    [[nodiscard]] bool is_up() const { return session_->is_up(); }
    [[nodiscard]] std::uint64_t polls() const { return polls_; }
    [[nodiscard]] std::uint64_t drift() const { return drift_; }

private:
    void on_up();
    void on_down(const std::string& reason);
    void on_message(const ami::Message& message);
    void poll();
    void ask_next();
    void on_reply(List list, const ami::Result<ami::Reply>& reply);
    void refused(List list, const runtime::Error& error);
    void begin_list(List list);
    void take_item(List list, const ami::Message& item);
    void end_list(List list);
    void tell_drift(const std::vector<pbx::QueueDrift>& drift);
    void write_soon();
    void write();

    const WatchConfig config_;
    const Put put_;
    std::unique_ptr<ami::Session> session_;
    asio::steady_timer poll_timer_;
    asio::steady_timer write_timer_;
    PollRound round_;
    pbx::PeerBoard peers_;
    pbx::QueueBoard queues_;
    unsigned rounds_missed_ = 0;
    bool is_write_due_ = false;
    bool is_stopped_ = false;
    std::atomic<std::uint64_t> polls_ = 0;
    std::atomic<std::uint64_t> drift_ = 0;
};

}  // namespace tools
