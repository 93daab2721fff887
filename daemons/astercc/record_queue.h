// SPDX-License-Identifier: GPL-3.0-or-later
// Between the thread that reads AMI and the thread that writes the database: every record goes to the journal first,
// then into a queue of bounded size. When the writer falls behind (the database is away), the queue is let go and the
// writer reads the journal instead until it has caught up: memory stays flat however long that takes.
//
// put() and flush() belong to the reader, take(), sync() and purge() to the writer, close() to anybody.
#pragma once

#include "common/ami/journal.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace astercc {

class RecordQueue {
public:
    struct Limits {
        std::size_t queued_bytes = 32U << 20;
        std::size_t per_take = 2000;  // records
    };

    // Throws std::runtime_error when the journal's directory cannot be used.
    RecordQueue(ami::JournalConfig journal, Limits limits);

    // --- the reader's thread ---
    void put(runtime::TimePoint received, const ami::Message& message);
    void put(ami::RecordKind kind, runtime::TimePoint received);
    // After the bytes of one read: into the kernel, and the writer is woken. False while the disk refuses: the writer
    // goes on from memory.
    bool flush();
    [[nodiscard]] std::string trouble() const { return journal_.trouble(); }

    // --- the writer's thread ---
    // What the journal holds from here on is taken next.
    void start_from(ami::JournalPosition position);
    // Appends what is there to `records`, waiting at most `patience` for something. True: that was all.
    bool take(std::vector<ami::JournalRecord>& records, std::chrono::milliseconds patience);
    // The reader waits for neither.
    void sync() { journal_.sync(); }
    void purge(ami::JournalPosition needed_from, runtime::TimePoint older_than);
    // The end of the journal when this run began: all before it is history.
    [[nodiscard]] ami::JournalPosition beginning() const { return beginning_; }
    // Where the journal ends now: all before it has been put. Any thread.
    [[nodiscard]] ami::JournalPosition end() const;
    // Names the journal: positions of another one mean nothing.
    [[nodiscard]] const std::string& id() const { return journal_.id(); }
    // How far the writer is behind the stream.
    [[nodiscard]] bool is_behind() const;
    [[nodiscard]] std::uint64_t dropped() const;
    // What waits. Any thread.
    struct State {
        std::size_t records = 0;
        std::size_t bytes = 0;
        bool is_behind = false;     // what waits is in the journal
        std::uint64_t dropped = 0;  // by the journal
    };
    [[nodiscard]] State state() const;

    // No more records will come; wakes the writer.
    void close();
    [[nodiscard]] bool is_closed() const;
    // Waits that long, or until it is closed.
    void await_close(std::chrono::milliseconds patience);

private:
    void put(ami::JournalRecord record);
    void read_journal(std::vector<ami::JournalRecord>& records);

    const Limits limits_;
    const std::string directory_;
    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable wake_;
    ami::Journal journal_;  // append and flush under the mutex; sync() and purge() need none
    const ami::JournalPosition beginning_;
    std::deque<ami::JournalRecord> queue_;
    std::size_t queued_bytes_ = 0;
    bool is_behind_ = false;
    bool is_fresh_ = false;  // flushed since the last take
    bool is_closed_ = false;
    ami::JournalPosition next_{};  // what take() gives next

    std::unique_ptr<ami::JournalReader> file_;  // the writer's own, while behind
};

}  // namespace astercc
