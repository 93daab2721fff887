// SPDX-License-Identifier: GPL-3.0-or-later
// The recorder's thinking: what is recorded of one server, and what must be asked of Asterisk and written into
// monitorrecord next. One thread; take() touches no database, work() is where rows are read and written.
//
// A row comes before its recording, with the file's name: whoever starts after a crash finds the row and asks the
// channel whether the recording has begun, so a leg has one, and its row an end. The answer to a start may be lost
// with the connection; the same question settles that. All is written under the lease, and no start is asked for
// without having confirmed it that moment: one that slept through a take-over does not record beside the other.
#pragma once

#include "common/calls/agent_match.h"
#include "common/calls/recording_plan.h"
#include "common/db/recording_gateway.h"
#include "daemons/astercc/recording_config.h"
#include "daemons/astercc/recording_inbox.h"
#include "daemons/astercc/recording_notes.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace astercc {

struct RecordingCounts {
    std::uint64_t began = 0;
    std::uint64_t failed = 0;
    std::size_t running = 0;
};

class RecordingDesk {
public:
    // Sends an action; its answer comes back through take().
    using Ask = std::function<void(std::uint32_t row, RecordingQuestion, const ami::Result<ami::Action>&)>;

    RecordingDesk(std::string server, RecordingConfig config, Ask ask);

    // Who works where and who is recorded by force. Before the first take(), and now and then.
    void set_rules(calls::AgentDirectory directory, std::unordered_set<std::uint32_t> forcing_groups);
    void take(RecordingItem item);
    // Throws LeaseLost: whoever is active does it all, take(StoodDown) is due. Throws DbUnavailable, DbError; may then
    // be called again, on another connection.
    void work(db::Connection& connection);

    [[nodiscard]] RecordingCounts counts() const
    {
        return {notes_.began_count(), notes_.failed_count(), recordings_.size()};
    }

private:
    enum class Phase {
        due,       // its row is written: to be asked for
        starting,  // asked; no answer yet
        unsure,    // the answer is lost: to be asked for
        finding,   // being asked for
        running,
        stopping,  // asked; no answer yet
    };
    struct Recording {
        RecordingOrder order;
        RecordingSubject subject;
        Phase phase = Phase::due;
        std::optional<runtime::TimePoint> leg_end;  // it ended while the answer is awaited
    };
    using Recordings = std::map<std::uint32_t, Recording>;

    void on(LegsAlive&& item);
    void on(const StoodDown& item);
    void on(const LegTalks& item);
    void on(const LegParted& item);
    void on(const RecordingLinkUp& item);
    void on(const RecordingLinkDown& item);
    void on(const RecordingStopSeen& item);
    void on(const RecordingAnswer& item);
    void started(Recordings::iterator found, const runtime::Result<std::string>& monitorid);
    void searched(Recordings::iterator found, const runtime::Result<std::string>& value);
    void stopped(Recordings::iterator found, const runtime::Result<std::string>& answer);

    void adopt(db::Connection& connection);
    void adopt(const db::RecordingRow& row);
    void serve_requests(db::Connection& connection);
    void begin_requested(db::Connection& connection, const db::RecordingRow& row);
    void stop_requested(const db::RecordingRow& row);
    void record_forced(db::Connection& connection);
    void begin(db::RecordingGateway& gateway, db::RecordingRow row, db::Transaction& transaction);
    void stop_orphans();
    void ask_what_is_unsure();
    void start_what_is_due(db::Connection& connection);

    void ask_to_stop(const RecordingOrder& order);
    void close(Recordings::iterator found, runtime::TimePoint at);
    void fail(Recordings::iterator found, const std::string& why);
    void refuse(const db::RecordingRow& row, const std::string& why);
    void tell_of_missing_right(const std::string& why);
    void drop(Recordings::iterator found);

    const std::string server_;
    const RecordingConfig config_;
    const Ask ask_;

    calls::AgentDirectory directory_;
    calls::RecordingRules rules_;
    calls::RecordingPlan plan_;
    Recordings recordings_;                          // by row
    std::map<calls::LegKey, std::uint32_t> by_leg_;  // a leg has one at a time
    std::vector<RecordingOrder> orphans_;            // their legs ended while astercc was dead: to be stopped
    std::map<std::string, int> own_stops_;           // by channel: stops we asked for, whose event is to come
    std::map<std::uint32_t, std::string> stopping_;  // by row: the channel of a stop without an answer yet
    RecordingNotes notes_;
    std::optional<RecordingApplication> link_;  // to Asterisk; nothing while it is down
    std::string link_trouble_;
    db::LeaseProof lease_;  // of whoever told us what lives
    bool has_adopted_ = false;
    bool has_told_of_right_ = false;
};

}  // namespace astercc
