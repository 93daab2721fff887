// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that turns one server's records into rows: record queue -> tracker -> writer.
//
// It starts from what the last run committed: the journal is read again from the first record of the oldest call that
// was alive then, silently up to the committed position, for real from there on. So whatever was in memory when
// astercc died is there again, and a record that was written already adds nothing. Without a journal (another
// machine, a lost disk) the rows of curcdr are what is believed to be alive.
//
// While the database is away records stay in the journal once enough finished calls wait in memory.
#pragma once

#include "common/ami/parser.h"
#include "common/calls/tracker.h"
#include "common/db/call_writer.h"
#include "daemons/astercc/mirror_monitor.h"
#include "daemons/astercc/apply_record.h"
#include "daemons/astercc/record_queue.h"

#include <atomic>
#include <functional>
#include <thread>

namespace astercc {

struct MirrorConfig {
    db::CallWriterConfig writer;
    std::string journal_directory = "/var/lib/astercc/journal";  // one folder per server below it
    std::chrono::hours journal_keep{24};
    // At least between two commits under load; the first change after a quiet moment is committed at once.
    std::chrono::milliseconds commit_interval{30};
    std::size_t most_unwritten_calls = 20'000;
};

class MirrorWorker {
public:
    // `on_ready` runs once in the worker's thread: the database has answered, Asterisk may be listened to.
    MirrorWorker(RecordQueue& queue, MirrorConfig config, MirrorMonitor& monitor, std::function<void()> on_ready);
    // The queue must be closed: writes what can be written within three seconds; the journal keeps the rest.
    ~MirrorWorker();
    MirrorWorker(const MirrorWorker&) = delete;
    MirrorWorker& operator=(const MirrorWorker&) = delete;

    // What stands before it in the journal has its rows. Any thread.
    [[nodiscard]] ami::JournalPosition committed() const { return position_of(committed_); }

private:
    void work();
    bool recover();
    [[nodiscard]] std::optional<db::CallWriter::Committed> await_database();
    void replay_history(const ami::JournalPosition& from, const ami::JournalPosition& until);
    void take_records();
    bool commit();
    [[nodiscard]] ami::JournalPosition needed_from() const;
    void purge_journal();
    void pause();

    using Clock = std::chrono::steady_clock;

    RecordQueue& queue_;
    const MirrorConfig config_;
    MirrorMonitor& monitor_;
    std::function<void()> on_ready_;
    db::CallWriter writer_;
    calls::Tracker tracker_;
    ami::Parser parser_;
    std::vector<calls::Change> changes_;
    std::vector<ami::JournalRecord> records_;
    ami::JournalPosition next_;
    Clock::time_point purge_due_{};
    Clock::time_point commit_due_{};
    std::atomic<std::uint64_t> committed_ = 0;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace astercc
