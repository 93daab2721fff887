// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that turns one server's records into rows: record queue -> tracker -> writer.
//
// It starts from what the last run committed: the journal is read again from the first record of the oldest call that
// was alive then, silently up to the committed position, for real from there on. So whatever was in memory when
// astercc died is there again, and a record that was written already adds nothing. Without a journal (another
// machine, a lost disk) the rows of curcdr are what is believed to be alive.
//
// While the database is away records stay in the journal once enough finished calls wait in memory.
//
// Several astercc may mirror one server: who holds the lease writes (common/db/lease.h), the others stand by. A standby
// reads its own stream all the time, silently, up to what the other's commits cover; the rest it holds back (in the
// journal, should that be much). When it takes over, it writes what it held back. The natural keys make harmless what
// was written already, and what browsers were told already is left out. Who loses the lease goes back to its own last
// commit and stands by.
#pragma once

#include "common/ami/parser.h"
#include "common/calls/tracker.h"
#include "common/db/call_writer.h"
#include "daemons/astercc/apply_record.h"
#include "daemons/astercc/call_listener.h"
#include "daemons/astercc/mirror_monitor.h"
#include "daemons/astercc/record_queue.h"
#include "daemons/astercc/stream_marks.h"

#include <atomic>
#include <functional>
#include <thread>

namespace astercc {

struct MirrorConfig {
    db::CallWriterConfig writer;
    std::string journal_directory = "/var/lib/astercc/journal";  // one folder per server below it
    std::chrono::hours journal_keep{24};
    std::chrono::seconds resync_every{600};  // 0 = only after a login
    // At least between two commits under load; the first change after a quiet moment is committed at once.
    std::chrono::milliseconds commit_interval{40};
    std::chrono::milliseconds patience{400};        // for records, while the lease is ours
    std::chrono::milliseconds watch_interval{100};  // between looks at the lease of another
    std::chrono::milliseconds margin{3000};         // by which one astercc may hear an event later than another
    std::size_t most_unwritten_calls = 2'000;       // one transaction's at most: the lease must outlast it
    CallListener* listener = nullptr;               // outlives the worker; hears nothing while we stand by
};

class MirrorWorker {
public:
    struct Callbacks {
        // Once in the worker's thread: the database has answered, Asterisk may be listened to.
        std::function<void()> on_ready;
        // After a take-over, in the worker's thread: what is alive is to be asked for again.
        std::function<void()> on_takeover = [] {};
    };
    MirrorWorker(RecordQueue& queue, MirrorConfig config, MirrorMonitor& monitor, Callbacks callbacks);
    // The queue must be closed: writes what can be written within three seconds; the journal keeps the rest.
    ~MirrorWorker();
    MirrorWorker(const MirrorWorker&) = delete;
    MirrorWorker& operator=(const MirrorWorker&) = delete;

    // Works in a thread of its own from here on.
    void start();

    // --- any thread ---
    // We write this server's rows, and act for it.
    [[nodiscard]] bool is_active() const { return writer_.is_active(); }
    // Under which whatever else is written for this server; while we stand by, one that is not held.
    [[nodiscard]] db::LeaseProof lease() const { return writer_.lease(); }
    // Asterisk is heard. While it is not, nobody may rely on our having heard everything.
    void set_listening(bool is_listening) { is_listening_ = is_listening; }
    // What stands before it in the journal has its rows, written by us. Rises while we are active.
    [[nodiscard]] ami::JournalPosition committed() const { return position_of(committed_); }

    // --- the steps of that thread, for tests that take them one by one ---
    // False when the queue was closed before the database answered.
    bool recover();
    // Takes what the queue has and writes it, or stands by.
    void turn();

private:
    void work();
    void finish();
    void mirror();
    void stand_by();
    void take_over();
    void step_down();
    void settle();
    void follow(const ami::JournalPosition& until);
    void read_again(const ami::JournalRecord& record);
    [[nodiscard]] calls::TimePoint time_of(const ami::JournalRecord& record) const;
    [[nodiscard]] std::optional<db::CallWriter::Committed> await_database();
    void return_to(const db::MirrorPosition& position);
    void replay_history(const ami::JournalPosition& from, const ami::JournalPosition& until);
    void take_records(std::chrono::milliseconds patience);
    void take_queued(std::chrono::milliseconds patience);
    bool commit();
    void tell_listener();
    void tell_role(const char* event);
    [[nodiscard]] db::MirrorPosition position() const;
    [[nodiscard]] ami::JournalPosition needed_from() const;
    void purge_journal();
    void pause();

    using Clock = std::chrono::steady_clock;

    RecordQueue& queue_;
    const MirrorConfig config_;
    MirrorMonitor& monitor_;
    const Callbacks callbacks_;
    db::CallWriter writer_;
    calls::Tracker tracker_;
    ami::Parser parser_;
    std::vector<calls::Change> changes_;
    std::vector<ami::JournalRecord> records_;
    std::vector<ami::JournalRecord> held_;  // taken from the queue, and not read yet
    ami::JournalPosition next_;
    ami::JournalPosition synced_;
    std::optional<db::MirrorPosition> own_;            // our last commit in this journal
    std::optional<ami::JournalPosition> settle_from_;  // after a take-over: the stream's end then
    std::optional<ami::JournalPosition> tell_from_;    // the listener hears nothing before that is committed
    StreamMarks marks_;
    std::atomic<bool> is_listening_{false};
    Clock::time_point covered_;  // all that was heard by then has been read
    Clock::time_point purge_due_{};
    Clock::time_point commit_due_{};
    std::atomic<std::uint64_t> committed_ = 0;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace astercc
