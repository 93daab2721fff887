// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/event_store.h"

#include "common/runtime/log.h"

#include <utility>

namespace events {

namespace {

constexpr int purge_limit = 5'000;
constexpr int purges_per_turn = 20;  // then events waiting to be stored have their turn

}  // namespace

EventStore::EventStore(db::DbConfig database, std::string server)
    : database_(std::move(database)), server_(std::move(server))
{
}

db::Connection& EventStore::connection()
{
    if (!connection_) connection_ = std::make_unique<db::Connection>(database_);
    return *connection_;
}

std::uint64_t EventStore::append(const std::vector<db::EventRow>& rows)
{
    try {
        append_at_once(rows);
        return 0;
    } catch (const db::DbError& e) {
        if (!connection_ || e.is_transient()) throw;
        return append_singly(rows);
    }
}

// Only this thread writes rows of this server: what is behind the newest row of before is this batch or nothing.
void EventStore::append_at_once(const std::vector<db::EventRow>& rows)
{
    auto& connection = this->connection();
    db::EventsGateway gateway{connection, server_};
    if (is_in_doubt_) {
        const bool has_arrived = gateway.count_after(newest_before_) > 0;
        is_in_doubt_ = false;
        if (has_arrived) return;
    }
    newest_before_ = db::newest_event(connection);
    db::Transaction transaction{connection};
    gateway.append(rows);
    is_in_doubt_ = true;
    transaction.commit();
    is_in_doubt_ = false;
}

std::uint64_t EventStore::append_singly(const std::vector<db::EventRow>& rows)
{
    is_in_doubt_ = false;
    std::uint64_t refused = 0;
    db::EventsGateway gateway{connection(), server_};
    for (const auto& row : rows) {
        try {
            gateway.append({&row, 1});
        } catch (const db::DbError& e) {
            if (e.is_transient()) throw;
            ++refused;
            runtime::log_error("event_refused", {{"server", server_}, {"bytes", row.text.size()}, {"err", e.what()}});
        }
    }
    return refused;
}

std::uint64_t EventStore::purge(ArrivalMarks& marks)
{
    auto& connection = this->connection();
    const auto now = ArrivalMarks::Clock::now();
    marks.note(now, db::newest_event(connection));
    const auto last = marks.expired(now);
    std::uint64_t purged = 0;
    for (int i = 0; last > 0 && i < purges_per_turn; ++i) {
        const auto went = db::purge_events(connection, last, purge_limit);
        purged += went;
        if (went < purge_limit) break;
    }
    return purged;
}

}  // namespace events
