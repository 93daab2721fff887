// SPDX-License-Identifier: GPL-3.0-or-later
// The append-only record of what is needed of one Asterisk's stream: what astercc saw is on disk before the database
// knows of it, so a crash, a database away for an hour and a bug report are all answered by reading it again.
//
// * Segments DIRECTORY/NNNNNNNNNN.journal of about `segment_bytes`, each record: length, CRC-32, time received, kind,
//   payload. A record that is cut or does not match its CRC ends the journal: it was being written when we died.
// * append() only fills a buffer; flush() hands it to the kernel. Neither waits for the disk: a segment that is full is
//   put onto it by the next sync(). One other thread may call sync() and purge() meanwhile; everything else belongs to
//   the thread that appends.
// * One process at a time: the directory is locked, by the file `lock` in it, until the journal is destroyed or dies.
// * A disk that refuses (full) is no exception: the buffer grows up to `most_buffered`, then records are dropped and
//   counted; appending goes on when there is room again.
#pragma once

#include "common/ami/message.h"
#include "common/runtime/pid_file.h"
#include "common/runtime/time.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ami {

// Where a record begins. Positions of one journal rise for ever.
struct JournalPosition {
    std::uint64_t segment = 0;
    std::uint64_t offset = 0;
    auto operator<=>(const JournalPosition&) const = default;
};

enum class RecordKind : std::uint8_t {
    message = 'M',         // an AMI message, as text
    snapshot_begin = 'B',  // logged in: the lists of what is alive follow
    recheck_begin = 'C',   // the lists follow, and no event is missing before them
    snapshot_end = 'E',    // the lists are complete
};

// What may wait for the disk; tests put something slower here.
struct JournalDisk {
    std::function<int(int fd)> sync;
    std::function<int(const char* path)> remove;
};
[[nodiscard]] JournalDisk real_disk();

struct JournalConfig {
    std::string directory;  // made when missing
    std::size_t segment_bytes = 64U << 20;
    std::size_t most_buffered = 64U << 20;
    JournalDisk disk = real_disk();
};

class Journal {
public:
    // Opens a new segment behind the last one. Throws runtime::AlreadyRunning when another process keeps this journal,
    // std::runtime_error when the directory cannot be used.
    explicit Journal(JournalConfig config);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // The position of the next record.
    [[nodiscard]] JournalPosition end() const { return {segment_, offset_}; }

    void append(RecordKind kind, runtime::TimePoint received, std::string_view payload);

    // Into the kernel: survives our death. False while the disk refuses.
    bool flush();
    [[nodiscard]] bool is_flushed() const { return buffer_.empty(); }
    // Why the last flush() failed, in words.
    [[nodiscard]] std::string trouble() const;
    // Onto the disk: survives the machine's.
    void sync();

    // Deletes whole segments that end before `position` (of this journal) and were last written before `before`.
    void purge(JournalPosition position, runtime::TimePoint before);

    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }
    // Drawn at random when the directory was made: positions of another journal mean nothing here.
    [[nodiscard]] const std::string& id() const { return id_; }

private:
    void read_or_draw_id();
    void open_segment();

    JournalConfig config_;
    runtime::PidFile lock_;
    std::uint64_t segment_ = 0;
    std::uint64_t offset_ = 0;  // of the segment, buffered bytes included
    std::string buffer_;
    std::string id_;
    std::uint64_t dropped_ = 0;
    int last_error_ = 0;
    std::mutex descriptor_mutex_;  // sync() may meet open_segment(); guards what follows
    int fd_ = -1;
    std::vector<int> full_;  // segments that sync() has not put onto the disk yet
    bool is_new_ = false;    // the directory does not know fd_ for sure
};

struct JournalRecord {
    JournalPosition position;  // of this record
    JournalPosition next;
    RecordKind kind = RecordKind::message;
    runtime::TimePoint received{};
    std::string payload;
};

// Reads from a position on, across segments, as far as records have been flushed; call next() again for more.
class JournalReader {
public:
    JournalReader(std::string directory, JournalPosition from);
    ~JournalReader();
    JournalReader(const JournalReader&) = delete;
    JournalReader& operator=(const JournalReader&) = delete;

    // False at the end of what is there.
    [[nodiscard]] bool next(JournalRecord& record);
    [[nodiscard]] JournalPosition position() const { return position_; }

private:
    bool read_here(JournalRecord& record);
    bool open_here();

    std::string directory_;
    JournalPosition position_;
    int fd_ = -1;
    std::uint64_t open_segment_ = 0;
    std::string block_;           // bytes read ahead ...
    std::uint64_t block_at_ = 0;  // ... from this offset
};

// The payload of a RecordKind::message: the message as it came, for the parser.
[[nodiscard]] std::string to_text(const Message& message);

// Segment numbers of a directory, ascending.
[[nodiscard]] std::vector<std::uint64_t> journal_segments(const std::string& directory);

struct JournalSize {
    std::size_t segments = 0;
    std::uintmax_t bytes = 0;
};
// What a journal takes on the disk.
[[nodiscard]] JournalSize journal_size(const std::string& directory);

}  // namespace ami
