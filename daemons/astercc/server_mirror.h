// SPDX-License-Identifier: GPL-3.0-or-later
// One Asterisk server mirrored into the database: its AMI session on the io_context's thread, a record queue, and a
// worker thread that tracks calls and writes rows. The session starts when the worker has recovered the last state.
#pragma once

#include "common/ami/session.h"
#include "common/runtime/asio.h"
#include "daemons/astercc/agent_service.h"
#include "daemons/astercc/gap_recovery.h"
#include "daemons/astercc/mirror_worker.h"
#include "daemons/astercc/record_queue.h"
#include "daemons/astercc/recorder.h"
#include "daemons/shared/resync.h"
#include "daemons/shared/server_config.h"
#include "daemons/shared/start_report.h"

#include <memory>

namespace astercc {

class ServerMirror {
public:
    // Throws runtime::AlreadyRunning when another process keeps the journal, std::runtime_error when it cannot be kept.
    ServerMirror(boost::asio::io_context& io, const ServerConfig& server, MirrorConfig mirror,
                 RecordingConfig recording, AgentConfig agents, StartReport& report, MirrorMonitor& monitor);
    // Writes what can be written within three seconds; the journal keeps the rest.
    ~ServerMirror();
    ServerMirror(const ServerMirror&) = delete;
    ServerMirror& operator=(const ServerMirror&) = delete;

    // Brings the monitor up to date, before its metrics are read. On the io_context's thread.
    void sample();
    // Ends the session.
    void stop();

private:
    void begin_work();
    void on_up(const std::string& banner);
    void on_down(const std::string& reason);
    void on_message(const ami::Message& message);
    void begin_resync(ami::RecordKind why);
    void ask(Resync::List list);
    void end_resync();
    void flush_soon();
    void follow_cdr(const db::DbConfig& database);
    void tell_of_journal(bool is_written);

    boost::asio::io_context& io_;
    const ServerConfig server_;
    StartReport& report_;
    MirrorMonitor& monitor_;
    Resync resync_;
    const std::chrono::seconds resync_every_;
    asio::steady_timer resync_timer_;
    bool is_stopped_ = false;
    bool is_flush_due_ = false;
    bool is_journal_written_ = true;
    RecordQueue queue_;
    std::unique_ptr<ami::Session> session_;
    std::unique_ptr<Recorder> recorder_;
    std::unique_ptr<AgentService> agents_;
    std::unique_ptr<CallListeners> listeners_;
    std::unique_ptr<MirrorWorker> worker_;
    std::unique_ptr<GapRecovery> gaps_;  // where Asterisk's call records are configured
};

}  // namespace astercc
