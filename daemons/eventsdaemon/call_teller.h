// SPDX-License-Identifier: GPL-3.0-or-later
// eventtype = event: tells the pages of calls from the rows of `events`, and from nothing else. The rows are this
// mode's journal: each is read once, in the order of its id, through the tracker that astercc uses; what changed goes
// into `curcdr` and `feed` in one transaction with the position. So a restart tells nothing twice and leaves nothing
// out. No call is recorded (`mycdr` is astercc's).
//
// While astercc holds the server's lease the teller keeps silent, but keeps its knowledge of the calls.
// One thread. Throws db::DbUnavailable, db::DbError: nothing is lost then, call again on a new connection.
#pragma once

#include "common/ami/event_text.h"
#include "common/calls/agent_match.h"
#include "common/calls/feed_event.h"
#include "common/calls/tracker.h"
#include "common/db/call_batch.h"
#include "common/db/events_gateway.h"

#include <chrono>
#include <string>

namespace events {

class CallTeller {
public:
    CallTeller(std::string server, std::chrono::minutes feed_keep);

    // What the last run committed: the legs believed to be alive, and where to go on.
    void load(db::Connection& connection);
    // Reads what has been stored since and tells of it. `newest_before`: the newest row before the last batch.
    void follow(db::Connection& connection, db::EventId newest_before);

    // Around the lists of what is alive, after a login; follow() comes before each.
    void begin_list();
    void end_list(db::Connection& connection, runtime::TimePoint at);

    [[nodiscard]] std::size_t live_legs() const { return tracker_.live_legs(); }
    [[nodiscard]] std::uint64_t told() const { return told_; }

private:
    using Clock = std::chrono::steady_clock;

    void read(const db::StoredEvent& event);
    void take_changes(runtime::TimePoint at, std::uint64_t feed_seq);
    [[nodiscard]] db::LegOwners owners_of(const calls::Leg& leg) const;
    void commit(db::Connection& connection);
    bool write(db::Connection& connection);
    void give_up_batch(const std::string& why);
    void fall_silent();
    void speak_again(db::Connection& connection);
    void adopt(const std::vector<calls::Leg>& in_table);
    void housekeep(db::Connection& connection);
    void start_series(db::EventId from);

    const std::string server_;
    const std::chrono::minutes feed_keep_;
    calls::Tracker tracker_;
    calls::FeedPlanner planner_;
    calls::AgentDirectory directory_;
    ami::EventText text_;
    std::vector<calls::Change> changes_;
    db::CallBatch batch_;
    db::EventsPosition position_;  // read so far
    db::EventsPosition written_;   // in the database
    bool is_listing_ = false;
    bool is_silent_ = false;  // the last commit wrote no calls
    std::uint64_t told_ = 0;
    Clock::time_point accounts_due_{};
    Clock::time_point purge_due_{};
};

}  // namespace events
