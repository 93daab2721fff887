// SPDX-License-Identifier: GPL-3.0-or-later
// One server's rows of `events`: the connection, commits of many rows, each stored once although an answer to a
// COMMIT may be lost, and the purge. One thread. Throws db::DbUnavailable and transient db::DbError: then call
// disconnect() and try the same again.
#pragma once

#include "common/db/events_gateway.h"
#include "daemons/eventsdaemon/arrival_marks.h"

#include <limits>
#include <memory>

namespace events {

class EventStore {
public:
    EventStore(db::DbConfig database, std::string server);

    // Connects when there is no connection.
    [[nodiscard]] db::Connection& connection();
    void disconnect() { connection_.reset(); }

    // Returns how many of them the database refused for good (each is logged); the others are stored.
    std::uint64_t append(const std::vector<db::EventRow>& rows);
    // The newest row of the table before the last batch.
    [[nodiscard]] db::EventId newest_before() const { return newest_before_; }
    // Returns how many rows went. Never one DELETE per event: a stretch of ids at a time.
    std::uint64_t purge(ArrivalMarks& marks);

private:
    void append_at_once(const std::vector<db::EventRow>& rows);
    std::uint64_t append_singly(const std::vector<db::EventRow>& rows);

    const db::DbConfig database_;
    const std::string server_;
    std::unique_ptr<db::Connection> connection_;
    db::EventId newest_before_ = std::numeric_limits<db::EventId>::max();  // no batch yet
    bool is_in_doubt_ = false;                                             // the last COMMIT was not answered
};

}  // namespace events
