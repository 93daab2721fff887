// SPDX-License-Identifier: GPL-3.0-or-later
// What became of recordings, kept until the database has it: the row of monitorrecord and the feed rows that tell the
// agents, in one transaction. Belongs to the recorder's thread.
#pragma once

#include "common/calls/recording_news.h"
#include "common/calls/recording_plan.h"
#include "common/db/call_gateway.h"
#include "common/db/lease.h"
#include "common/db/recording_gateway.h"

#include <string>
#include <vector>

namespace astercc {

// Which recording, and whom it concerns.
struct RecordingSubject {
    std::uint32_t row = 0;
    calls::LegKey leg;
    std::string linkedid;
    std::uint32_t accountid = 0;  // whose it is
    bool is_forced = false;
    std::vector<calls::RecordingPlan::Party> parties;
};

class RecordingNotes {
public:
    explicit RecordingNotes(std::string server);

    void began(const RecordingSubject& subject, const std::string& monitorid);
    void ended(const RecordingSubject& subject, runtime::TimePoint at);
    void ended_unseen(const RecordingSubject& subject);
    void failed(const RecordingSubject& subject, const std::string& why);
    void could_not_stop(const RecordingSubject& subject, const std::string& why);

    // What is not written yet is another's to write.
    void forget() { notes_.clear(); }

    [[nodiscard]] std::uint64_t began_count() const { return began_count_; }
    [[nodiscard]] std::uint64_t failed_count() const { return failed_count_; }

    // Writes all. Throws LeaseLost, DbUnavailable, DbError: then all is kept, and may be written again. A row that is
    // refused for good is logged and given up, and the others are written.
    void write(db::Connection& connection, const db::LeaseProof& lease);

private:
    enum class Kind { began, ended, ended_unseen, failed, could_not_stop };
    struct Note {
        Kind kind = Kind::began;
        std::uint32_t row = 0;
        std::string text;  // MixMonitor's id, or what went wrong
        runtime::TimePoint at{};
        std::vector<db::FeedRow> news;
    };

    void add(Kind kind, const RecordingSubject& subject, const std::string& text, runtime::TimePoint at,
             const calls::RecordingNews& news);
    void write(db::Connection& connection, const Note& note);
    void write_singly(db::Connection& connection, const db::LeaseProof& lease);

    const std::string server_;
    const std::string origin_;  // of the feed rows: this run's
    std::uint64_t next_news_ = 0;
    std::uint64_t began_count_ = 0;
    std::uint64_t failed_count_ = 0;
    std::vector<Note> notes_;
};

}  // namespace astercc
