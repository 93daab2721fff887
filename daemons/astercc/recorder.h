// SPDX-License-Identifier: GPL-3.0-or-later
// Records the calls of one server: a thread with a database connection of its own, which hears of talking legs, looks
// for pages' requests in monitorrecord, and has Asterisk start and stop. docs/architecture/recording.md.
//
// Starting MixMonitor needs the manager right `system`: it may be given to a second user (record_username), whose
// session asks for nothing else and hears no events.
#pragma once

#include "common/ami/session.h"
#include "common/db/connection.h"
#include "daemons/astercc/call_listener.h"
#include "daemons/astercc/recording_desk.h"
#include "daemons/astercc/recording_inbox.h"
#include "daemons/shared/server_config.h"

#include <memory>
#include <mutex>
#include <thread>

namespace boost::asio {
class io_context;
}

namespace astercc {

class Recorder : public CallListener {
public:
    // `main_session` must outlive the recorder; it is used when the server has no record_username.
    Recorder(boost::asio::io_context& io, const ServerConfig& server, RecordingConfig config, db::DbConfig database,
             ami::Session& main_session);
    // Recordings go on; the next run finds them. Writes what it knows once more.
    ~Recorder() override;
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    // In the worker's thread.
    void alive(const std::vector<calls::Leg>& legs, const db::LeaseProof& lease) override;
    void stood_down() override;
    void changed(const std::vector<calls::Change>& changes, runtime::TimePoint at) override;

    // In any thread.
    [[nodiscard]] RecordingCounts counts() const;

    // In the main session's thread.
    void start();
    void stop();
    void on_main_up(const std::string& banner);
    void on_main_down(const std::string& reason);
    void on_message(const ami::Message& message);

private:
    void open_own_session(boost::asio::io_context& io, const ServerConfig& server);
    void ask(std::uint32_t row, RecordingQuestion question, const ami::Result<ami::Action>& action);
    void work();
    void work_once();
    void hand_over();
    void connect();
    void note_outage(const std::string& why);

    using Clock = std::chrono::steady_clock;

    const std::string server_;
    const RecordingConfig config_;
    const db::DbConfig database_;
    const std::shared_ptr<RecordingInbox> inbox_ = std::make_shared<RecordingInbox>();
    ami::Session& main_session_;
    std::unique_ptr<ami::Session> own_session_;

    mutable std::mutex counts_mutex_;
    RecordingCounts counts_;

    // The recorder's thread:
    RecordingDesk desk_;
    std::unique_ptr<db::Connection> connection_;
    std::vector<RecordingItem> items_;
    bool knows_rules_ = false;
    bool is_away_ = false;
    Clock::time_point rules_due_{};
    Clock::time_point retry_due_{};
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace astercc
