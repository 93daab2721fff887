// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/call_teller.h"

#include "common/calls/feed_json.h"
#include "common/db/agent_gateway.h"
#include "common/runtime/log.h"

#include <algorithm>
#include <random>
#include <utility>

namespace events {

using namespace std::chrono_literals;

namespace {

constexpr unsigned rows_per_read = 1'000;
// The position alone is worth a commit only now and then: rows that changed nothing may be read again.
constexpr db::EventId most_unwritten_rows = 10'000;
constexpr auto accounts_refresh = 5s;
constexpr auto feed_purge_interval = 30s;
constexpr int feed_purge_limit = 20'000;
// Room for that many feed rows per event, and as many again for the end of a list behind it.
constexpr unsigned feed_seq_bits = 8;
constexpr std::uint64_t list_end_seq = 128;

std::string random_series()
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::random_device random;
    std::string name;
    while (name.size() < 12)
        name += hex[random() % hex.size()];
    return name;
}

}  // namespace

CallTeller::CallTeller(std::string server, std::chrono::minutes feed_keep)
    : server_(std::move(server)), feed_keep_(feed_keep), planner_(server_)
{
}

void CallTeller::load(db::Connection& connection)
{
    housekeep(connection);
    db::EventsGateway events{connection, server_};
    const auto live = db::CallGateway{connection, server_}.live_legs();
    const auto position = events.position();
    const auto newest = db::newest_event(connection);
    if (position)
        position_ = written_ = *position;
    else
        start_series(newest);  // what was stored before is no page's business
    tracker_.restore(live);
    planner_.restore(tracker_.legs(), directory_);
    adopt(live);
    runtime::log_info("recovered", {{"server", server_}, {"live_legs", tracker_.live_legs()}});
}

void CallTeller::start_series(db::EventId from)
{
    position_ = {random_series(), from};
}

void CallTeller::follow(db::Connection& connection, db::EventId newest_before)
{
    db::EventsGateway events{connection, server_};
    // Ids only rise, unless somebody emptied the table and its numbers began anew.
    if (newest_before < position_.id && events.count_after(0) > events.count_after(position_.id)) start_series(0);
    std::vector<db::StoredEvent> rows;
    do {
        housekeep(connection);
        rows = events.after(position_.id, rows_per_read);
        for (const auto& row : rows)
            read(row);
        commit(connection);
    } while (rows.size() == rows_per_read);
}

void CallTeller::read(const db::StoredEvent& event)
{
    position_.id = event.id;
    const auto message = text_.read(event.row.text);
    if (!calls::is_wanted_event(message.event())) return;
    tracker_.apply(message, event.row.at, changes_);
    take_changes(tracker_.last_event_time(), event.id << feed_seq_bits);
}

void CallTeller::begin_list()
{
    is_listing_ = true;
    tracker_.begin_snapshot();
}

// Without its beginning (dropped while the database was away) a list says nothing about who is not in it.
void CallTeller::end_list(db::Connection& connection, runtime::TimePoint at)
{
    if (!std::exchange(is_listing_, false)) return;
    tracker_.end_snapshot(at, changes_);
    take_changes(at, (position_.id << feed_seq_bits) + list_end_seq);
    commit(connection);
}

// As in astercc's writer: feed rows are made before coalescing swallows the phases in between.
void CallTeller::take_changes(runtime::TimePoint at, std::uint64_t feed_seq)
{
    std::vector<calls::FeedEvent> told;
    planner_.plan(changes_, at, directory_, told);
    for (const auto& event : told)
        batch_.add_feed({feed_seq++, "call", event.accountid, event.groupid, calls::to_feed_json(event, server_)});
    for (auto& change : std::exchange(changes_, {})) {
        if (auto* changed = std::get_if<calls::LegChanged>(&change)) {
            const auto owners = owners_of(changed->leg);
            batch_.add_live({std::move(changed->leg), owners});
        } else if (auto* dropped = std::get_if<calls::LegDropped>(&change)) {
            batch_.add_drop(dropped->key);
        } else if (auto* ended = std::get_if<calls::LegFinished>(&change)) {
            batch_.add_drop(ended->finished.leg.key);
        }
    }
}

db::LegOwners CallTeller::owners_of(const calls::Leg& leg) const
{
    const auto* src = directory_.find(server_, leg.srcchan);
    const auto* dst = directory_.find(server_, leg.dstchan);
    const auto* whose = dst != nullptr ? dst : src;
    return {src != nullptr ? src->id : 0, dst != nullptr ? dst->id : 0, whose != nullptr ? whose->groupid : 0};
}

void CallTeller::commit(db::Connection& connection)
{
    const bool is_near = written_.series == position_.series && position_.id - written_.id < most_unwritten_rows;
    if (batch_.empty() && is_near) return;
    try {
        if (!write(connection)) fall_silent();
    } catch (const db::DbError& e) {
        batch_.perhaps_written();
        if (e.is_transient()) throw;
        give_up_batch(e.what());
    } catch (const db::DbUnavailable&) {
        batch_.perhaps_written();
        throw;
    }
}

// The server answered, and refused: trying again would hold up every call after this one. Its rows of curcdr are put
// right with the next commit.
void CallTeller::give_up_batch(const std::string& why)
{
    runtime::log_error("batch_refused", {{"server", server_}, {"feed_rows", batch_.feed().size()}, {"err", why}});
    batch_ = {};
    is_silent_ = true;
}

// False, and nothing written but the position, when astercc tells of this server's calls.
bool CallTeller::write(db::Connection& connection)
{
    db::EventsGateway events{connection, server_};
    db::CallGateway calls{connection, server_};
    db::Transaction transaction{connection};
    const bool is_mirrored = events.is_mirrored();
    if (!is_mirrored && is_silent_) speak_again(connection);
    if (!is_mirrored) {
        calls.drop_live(batch_.drops());
        calls.put_live(batch_.live_rows());
        calls.append_feed("events/" + server_ + "/" + position_.series, batch_.feed());
    }
    events.put_position(position_);
    transaction.commit();
    written_ = position_;
    if (is_mirrored) return false;
    told_ += batch_.feed().size();
    batch_.written();
    return true;
}

void CallTeller::fall_silent()
{
    batch_ = {};
    if (std::exchange(is_silent_, true)) return;
    runtime::log_warning("silent",
                         {{"server", server_}, {"err", "astercc tells of its calls"}, {"now", "storing events"}});
}

// What astercc left in curcdr becomes ours; of what it told nothing is repeated.
void CallTeller::speak_again(db::Connection& connection)
{
    const auto in_table = db::CallGateway{connection, server_}.live_legs();
    auto feed = batch_.feed();
    batch_ = {};
    adopt(in_table);
    for (auto& row : feed)
        batch_.add_feed(std::move(row));
    is_silent_ = false;
    runtime::log_info("telling", {{"server", server_}, {"live_legs", tracker_.live_legs()}});
}

// Makes curcdr say what the tracker knows.
void CallTeller::adopt(const std::vector<calls::Leg>& in_table)
{
    const auto alive = tracker_.legs();
    batch_.assume_written(in_table);
    for (const auto& leg : in_table)
        if (std::none_of(alive.begin(), alive.end(), [&](const auto& a) { return a.key == leg.key; }))
            batch_.add_drop(leg.key);
    for (const auto& leg : alive)
        batch_.add_live({leg, owners_of(leg)});
}

void CallTeller::housekeep(db::Connection& connection)
{
    const auto now = Clock::now();
    if (now >= accounts_due_) {
        directory_ = calls::AgentDirectory{db::load_agent_accounts(connection)};
        accounts_due_ = now + accounts_refresh;
    }
    if (now >= purge_due_) {
        db::purge_feed(connection, runtime::now() - feed_keep_, feed_purge_limit);
        purge_due_ = now + feed_purge_interval;
    }
}

}  // namespace events
