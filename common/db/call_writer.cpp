// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/call_writer.h"

#include "common/calls/feed_json.h"
#include "common/db/agent_gateway.h"
#include "common/db/call_mark_gateway.h"
#include "common/runtime/log.h"

#include <utility>

namespace db {

using namespace std::chrono_literals;

namespace {

constexpr auto accounts_refresh = 5s;
constexpr auto purge_interval = 30s;
constexpr int purge_limit = 20'000;
constexpr int feed_backlog = 10'000;

const std::string& own_channel(const calls::FeedEvent& event)
{
    return event.direction == calls::Direction::in ? event.leg.key.dstuid : event.leg.key.srcuid;
}

}  // namespace

CallWriter::CallWriter(CallWriterConfig config)
    : config_(std::move(config)),
      lease_(lease_name(config_.server), config_.self, config_.lease),
      told_(config_.server),
      feed_(config_.server)
{
}

std::optional<CallGateway::Progress> CallWriter::watch()
{
    try {
        connect();
        term_ = lease_.take(*connection_) ? lease_.token() : 0;
        return CallGateway{*connection_, config_.server}.progress();
    } catch (const std::exception& e) {
        note_outage(e.what());
        return std::nullopt;
    }
}

void CallWriter::renew()
{
    if (!is_active() || !lease_.is_renewal_due()) return;
    try {
        connect();
        Transaction transaction{*connection_};
        lease_.confirm(*connection_);
        transaction.commit();
        lease_.renewed();
    } catch (const LeaseLost& e) {
        lose(e.what());
    } catch (const std::exception& e) {
        note_outage(e.what());
    }
}

void CallWriter::stand_by()
{
    term_ = 0;
    lease_.forget();
    batch_ = {};
    feed_ = calls::FeedPlanner{config_.server};
    untold_.clear();
    told_.clear();
}

void CallWriter::release()
{
    if (term_.exchange(0) == 0 || !connection_) return;
    try {
        lease_.release(*connection_);
    } catch (const std::exception& e) {
        runtime::log_warning("lease_kept", {{"server", config_.server}, {"err", e.what()}});
    }
}

CallWriter::Committed CallWriter::load()
{
    connect();
    CallGateway gateway{*connection_, config_.server};
    Transaction transaction{*connection_};
    Committed committed;
    committed.position = gateway.position();
    committed.live = gateway.live_legs();
    transaction.commit();
    batch_.assume_written(committed.live);
    untold_.clear();
    for (const auto& leg : committed.live)
        untold_.emplace(leg.key, leg);
    journal_ = committed.position ? committed.position->journal : "";
    return committed;
}

void CallWriter::adopt(const std::vector<calls::Leg>& alive)
{
    feed_.restore(alive, directory_);
    for (const auto& leg : alive) {
        untold_.erase(leg.key);
        batch_.add_live({leg, owners_of(leg)});
    }
}

void CallWriter::remember(const ChangeSet& set)
{
    std::vector<calls::FeedEvent> told_already;
    feed_.plan(set.changes, set.at, directory_, told_already);
}

void CallWriter::heed_told(std::chrono::milliseconds ago)
{
    for (const auto& payload : CallGateway{*connection_, config_.server}.told(ago, feed_backlog))
        told_.add(payload);
}

std::vector<calls::Leg> CallWriter::untold() const
{
    std::vector<calls::Leg> legs;
    for (const auto& [key, leg] : untold_)
        legs.push_back(leg);
    return legs;
}

void CallWriter::settle(const std::vector<calls::Leg>& alive)
{
    std::vector<calls::Leg> believed;
    for (const auto& leg : alive)
        if (untold_.contains(leg.key)) believed.push_back(leg);
    adopt(believed);
    for (const auto& [key, leg] : std::exchange(untold_, {}))
        batch_.add_drop(key);
    told_.clear();
}

void CallWriter::connect()
{
    if (connection_) return;
    connection_ = std::make_unique<Connection>(config_.database);
    accounts_due_ = {};
    housekeep();
    if (is_away_) runtime::log_info("database_back", {{"server", config_.server}});
    is_away_ = false;
}

void CallWriter::housekeep()
{
    const auto now = Clock::now();
    if (now >= accounts_due_) {
        directory_ = calls::AgentDirectory{load_agent_accounts(*connection_)};
        accounts_due_ = now + accounts_refresh;
    }
    if (is_active() && now >= purge_due_) {
        purge_feed(*connection_, runtime::now() - config_.feed_keep, purge_limit);
        CallMarkGateway{*connection_}.purge(config_.server);
        purge_due_ = now + purge_interval;
    }
}

LegOwners CallWriter::owners_of(const calls::Leg& leg) const
{
    const auto* src = directory_.find(config_.server, leg.srcchan);
    const auto* dst = directory_.find(config_.server, leg.dstchan);
    const auto* whose = dst != nullptr ? dst : src;
    return {src != nullptr ? src->id : 0, dst != nullptr ? dst->id : 0, whose != nullptr ? whose->groupid : 0};
}

// Feed rows are made here, before coalescing swallows the phases in between.
void CallWriter::add(ChangeSet set, std::uint64_t feed_seq)
{
    std::vector<calls::FeedEvent> events;
    feed_.plan(set.changes, set.at, directory_, events);
    for (const auto& event : events) {
        const auto seq = feed_seq++;
        if (told_.has(event)) continue;
        batch_.add_feed({seq, "call", event.accountid, event.groupid, calls::to_feed_json(event, config_.server),
                         event.is_resumed ? own_channel(event) : std::string{}});
    }
    for (auto& change : set.changes)
        add(std::move(change));
}

void CallWriter::add(calls::Change change)
{
    if (auto* changed = std::get_if<calls::LegChanged>(&change)) {
        untold_.erase(changed->leg.key);
        const auto owners = owners_of(changed->leg);
        batch_.add_live({std::move(changed->leg), owners});
    } else if (auto* dropped = std::get_if<calls::LegDropped>(&change)) {
        untold_.erase(dropped->key);
        batch_.add_drop(dropped->key);
    } else if (auto* ended = std::get_if<calls::LegFinished>(&change)) {
        untold_.erase(ended->finished.leg.key);
        const auto owners = owners_of(ended->finished.leg);
        batch_.add_finished({std::move(ended->finished), owners});
    }
}

bool CallWriter::is_due() const
{
    return !batch_.empty() || lease_.is_renewal_due();
}

bool CallWriter::commit(const MirrorPosition& position)
{
    try {
        connect();
        write(position);
        housekeep();
        return true;
    } catch (const LeaseLost& e) {
        lose(e.what());
    } catch (const DbUnavailable& e) {
        note_outage(e.what());
    } catch (const DbError& e) {
        if (!connection_ || e.is_transient()) {
            note_outage(e.what());
            return false;
        }
        runtime::log_warning("batch_refused", {{"server", config_.server}, {"err", e.what()}});
        try {
            write_singly(position);
            return true;
        } catch (const LeaseLost& lost) {
            lose(lost.what());
        } catch (const std::exception& again) {
            note_outage(again.what());
        }
    }
    return false;
}

void CallWriter::write(const MirrorPosition& position)
{
    // The first commit of a journal says where it begins, even without a row.
    if (!is_due() && journal_ == position.journal) return;
    CallGateway gateway{*connection_, config_.server};
    Transaction transaction{*connection_};
    lease_.confirm(*connection_);
    gateway.drop_live(batch_.drops());
    gateway.put_live(batch_.live_rows());
    gateway.put_finished(batch_.finished());
    gateway.append_feed(config_.origin, batch_.feed());
    unmark_resumed();
    gateway.put_position(position);
    transaction.commit();
    lease_.renewed();
    count_batch();
    batch_.written();
    journal_ = position.journal;
}

void CallWriter::unmark_resumed()
{
    CallMarkGateway marks{*connection_};
    for (const auto& row : batch_.feed())
        if (!row.resumed.empty()) marks.resumed(config_.server, row.resumed);
}

void CallWriter::count_batch()
{
    ++counters_.commits;
    counters_.live_rows += batch_.live_count();
    counters_.finished_rows += batch_.finished().size();
    counters_.feed_rows += batch_.feed().size();
}

// The server answered, and refused: the rows go one by one, so that only the one at fault is lost.
void CallWriter::write_singly(const MirrorPosition& position)
{
    CallGateway gateway{*connection_, config_.server};
    Transaction transaction{*connection_};
    lease_.confirm(*connection_);
    for (const auto& key : batch_.drops())
        attempt(key, [&] { gateway.drop_live({&key, 1}); });
    for (const auto& row : batch_.live_rows())
        attempt(row.leg.key, [&] { gateway.put_live({&row, 1}); });
    for (const auto& row : batch_.finished())
        attempt(row.finished.leg.key, [&] { gateway.put_finished({&row, 1}); });
    for (const auto& row : batch_.feed())
        attempt({}, [&] { gateway.append_feed(config_.origin, {&row, 1}); });
    unmark_resumed();
    gateway.put_position(position);
    transaction.commit();
    lease_.renewed();
    count_batch();
    batch_.written();
    journal_ = position.journal;
}

void CallWriter::lose(const std::string& why)
{
    runtime::log_warning("lease_lost", {{"server", config_.server}, {"err", why}, {"now", "standing by"}});
    term_ = 0;
}

template <class Write>
void CallWriter::attempt(const calls::LegKey& key, Write write)
{
    try {
        write();
    } catch (const DbError& e) {
        if (e.is_transient()) throw;
        ++counters_.refused;
        runtime::log_error("row_refused", {{"server", config_.server},
                                           {"uniqueid", key.srcuid},
                                           {"dstuid", key.dstuid},
                                           {"err", e.what()},
                                           {"lost", counters_.refused}});
    }
}

void CallWriter::note_outage(const std::string& why)
{
    connection_.reset();
    batch_.perhaps_written();
    batch_.trim_feed(static_cast<std::size_t>(feed_backlog));
    trouble_ = why;
    counters_.outages += is_away_ ? 0 : 1;
    if (!is_away_)
        runtime::log_warning("database_away",
                             {{"server", config_.server}, {"err", why}, {"now", "keeping and retrying"}});
    is_away_ = true;
}

}  // namespace db
