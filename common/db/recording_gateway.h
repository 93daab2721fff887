// SPDX-License-Identifier: GPL-3.0-or-later
// The table monitorrecord as astercc works on it: rows that pages asked for, and those it makes itself. Every write
// names the state it starts from, so writing it again, or after a page has asked to stop, changes nothing it should
// not.
#pragma once

#include "common/calls/recording_news.h"
#include "common/calls/recording_plan.h"
#include "common/db/connection.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace db {

struct RecordingRow {
    unsigned id = 0;
    calls::LegKey leg;
    std::string linkedid;
    std::string channel;
    std::string path;  // without extension; empty until astercc has taken it up
    std::string format;
    std::string monitorid;
    calls::RecordingStatus status = calls::RecordingStatus::requested;
    bool is_forced = false;
    unsigned account = 0;
};

class RecordingGateway {
public:
    RecordingGateway(Connection& connection, std::string server) : db_(connection), server_(std::move(server)) {}

    // Groups whose calls are recorded without being asked (monitorforce).
    [[nodiscard]] std::unordered_set<std::uint32_t> forcing_groups();

    // What the last run of astercc had begun and not seen the end of.
    [[nodiscard]] std::vector<RecordingRow> begun();
    // What pages ask for: to be begun (without a path) or to be stopped.
    [[nodiscard]] std::vector<RecordingRow> asked_for();
    // However that went: a leg is recorded by force once.
    [[nodiscard]] bool was_forced(const calls::LegKey& leg);

    // Returns its id; it is requested, and not taken up.
    [[nodiscard]] unsigned add_forced(const calls::LegKey& leg, const calls::RecordingPlan::Talk& talk, TimePoint now);
    // False: nobody asks for it any more.
    [[nodiscard]] bool take_up(const RecordingRow& row, TimePoint now);

    void began(unsigned id, const std::string& monitorid, TimePoint when);
    void ended(unsigned id, TimePoint when);
    // When its leg ended, as far as that is known, else `now`.
    void ended_unseen(unsigned id, TimePoint now);
    void failed(unsigned id, const std::string& why, TimePoint when);
    void could_not_stop(unsigned id, const std::string& why);

private:
    [[nodiscard]] std::vector<RecordingRow> read(Rows rows);

    Connection& db_;
    std::string server_;
};

}  // namespace db
