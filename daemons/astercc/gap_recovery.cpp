// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/gap_recovery.h"

#include "common/db/agent_gateway.h"
#include "common/runtime/log.h"

#include <algorithm>
#include <utility>

namespace astercc {

using namespace std::chrono_literals;

namespace {

constexpr auto retry_pause = 1s;
constexpr auto mirror_poll = 20ms;
constexpr auto gap_memory = 1h;  // records of a gap may come that much later
constexpr std::size_t most_remembered = 10'000;

}  // namespace

GapRecovery::GapRecovery(GapRecoveryConfig config, std::unique_ptr<CdrSource> source, MirrorProgress mirror)
    : config_(std::move(config)),
      source_(std::move(source)),
      mirror_(std::move(mirror)),
      gaps_{{runtime::now(), std::nullopt}},
      agreed_(gaps_.front().begin),
      thread_([this] { work(); })
{
}

GapRecovery::~GapRecovery()
{
    {
        const std::lock_guard lock{mutex_};
        is_stopped_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void GapRecovery::heard_again()
{
    {
        const std::lock_guard lock{mutex_};
        is_heard_ = true;
        if (!gaps_.empty() && !gaps_.back().end) gaps_.back().end = runtime::now();
    }
    wake_.notify_all();
}

void GapRecovery::lost_contact()
{
    {
        const std::lock_guard lock{mutex_};
        if (!std::exchange(is_heard_, false)) return;
        gaps_.push_back({agreed_ - config_.margin, std::nullopt});
    }
    wake_.notify_all();
}

void GapRecovery::work()
{
    while (true) {
        bool is_idle = true;
        try {
            if (!place_) find_place();
            await_contact();
            // Where the active one has come meanwhile, settle_some() sees.
            if (mirror_.lease().is_held()) is_idle = follow();
        } catch (const std::exception& e) {
            note_trouble(e.what());
            connection_.reset();
        }
        if (is_idle) wait(place_ ? source_->interval() : retry_pause);
        const std::lock_guard lock{mutex_};
        if (is_stopped_) return;
    }
}

// True when there is nothing more for now.
bool GapRecovery::follow()
{
    const auto lease = mirror_.lease();
    const auto begun = runtime::now();
    const auto batch = source_->read(*place_, config_.batch);
    if (!await_mirror(batch) || mirror_.lease() != lease) return true;
    // Up to then everything Asterisk wrote is compared, unless more stands behind.
    if (!settle(batch, lease, begun)) return false;
    trouble_.clear();
    return batch.is_last;
}

void GapRecovery::connect()
{
    if (connection_) return;
    connection_ = std::make_unique<db::Connection>(config_.database);
    db::limit_idle_transactions(*connection_);
}

// Where the last run ended; the first one begins at the end of what is there, and its gap with it.
void GapRecovery::find_place()
{
    connect();
    db::SourceGateway positions{*connection_, "cdr:" + config_.server};
    db::Transaction transaction{*connection_};
    if (const auto known = positions.lock()) {
        place_ = CdrPlace{known->file, known->position};
        const std::lock_guard lock{mutex_};
        agreed_ = std::min(agreed_, known->updated);
        if (!gaps_.empty()) gaps_.front().begin = std::min(gaps_.front().begin, known->updated - config_.margin);
        return;
    }
    const auto place = source_->end();
    positions.put({place.file, place.position, runtime::now()});
    transaction.commit();
    place_ = place;
}

// The mirror must have written whatever it heard before it is known what it has not heard.
bool GapRecovery::await_mirror(const CdrBatch& batch)
{
    if (batch.records.empty()) return has_contact();
    // Old enough are only those with as many as fit behind them.
    if (batch.records.size() < config_.batch && !wait(config_.settle)) return false;
    const auto heard = mirror_.heard();
    while (mirror_.committed() < heard)
        if (!wait(mirror_poll)) return false;
    return has_contact();
}

// False when another astercc has moved the place meanwhile: it is read from there.
bool GapRecovery::settle(const CdrBatch& batch, const db::LeaseProof& lease, TimePoint agreed)
{
    if (!batch.records.empty() || batch.next != *place_) {
        connect();
        directory_ = calls::AgentDirectory{db::load_agent_accounts(*connection_)};
        const auto calls = calls::by_call(batch.records);
        const db::SourcePosition next{batch.next.file, batch.next.position, batch.is_last ? agreed : agreed_};
        std::span<const Call> rest{calls};
        do
            if (!settle_some(rest, lease, next)) return false;
        while (!rest.empty());
        place_ = batch.next;
    }
    report_broken(batch);
    if (!batch.is_last) return true;
    const std::lock_guard lock{mutex_};
    agreed_ = agreed;
    forget_old_gaps();
    return true;
}

// One transaction, which takes from `calls` what it settles. The place moves with the last of them: what was written
// before is known when the records are read again.
bool GapRecovery::settle_some(std::span<const Call>& calls, const db::LeaseProof& lease, const db::SourcePosition& next)
{
    db::SourceGateway positions{*connection_, "cdr:" + config_.server};
    db::CdrGateway gateway{*connection_, config_.server};
    db::Transaction transaction{*connection_};
    Fence fence{lease, *connection_};
    if (const auto now = positions.lock(); now && CdrPlace{now->file, now->position} != *place_) {
        place_ = CdrPlace{now->file, now->position};
        return false;
    }
    Counts counts;
    auto rest = calls;
    for (; !rest.empty() && !fence.is_held_for(config_.hold); rest = rest.subspan(1)) {
        const auto [recovered, corrected] = settle_call(gateway, rest.front(), fence);
        counts.recovered += recovered;
        counts.corrected += corrected;
    }
    if (rest.empty()) {
        fence.confirm();
        positions.put(next);
    }
    transaction.commit();
    calls = rest;
    report(counts);
    return true;
}

GapRecovery::Counts GapRecovery::settle_call(db::CdrGateway& gateway, const Call& call, Fence& fence)
{
    Counts counts;
    const auto findings = gateway.compare(call);
    if (findings.unknown.empty() && !findings.has_concluded) return counts;
    fence.confirm();
    if (findings.has_concluded) counts.corrected = gateway.correct_ends(call);
    if (findings.unknown.empty()) return counts;
    if (is_in_gap(call))
        counts.recovered = gateway.put(findings, directory_);
    else
        note_missed(call, findings.unknown);
    return counts;
}

void GapRecovery::Fence::confirm()
{
    if (since_) return;
    since_ = std::chrono::steady_clock::now();
    lease_.confirm(connection_);
}

bool GapRecovery::Fence::is_held_for(std::chrono::milliseconds time) const
{
    return since_ && std::chrono::steady_clock::now() - *since_ >= time;
}

void GapRecovery::note_missed(const Call& call, const std::vector<calls::CdrLeg>& legs)
{
    if (missed_calls_.size() > most_remembered) missed_calls_.clear();
    if (!missed_calls_.insert(calls::call_of(call.front())).second) return;
    for (const auto& leg : legs) {
        ++missed_;
        runtime::log_error("cdr_missed", {{"server", config_.server},
                                          {"linkedid", leg.finished.leg.linkedid},
                                          {"channel", leg.finished.leg.srcchan},
                                          {"dstchannel", leg.finished.leg.dstchan},
                                          {"missed", missed_.load()}});
    }
}

void GapRecovery::report(const Counts& counts)
{
    recovered_ += counts.recovered;
    corrected_ += counts.corrected;
    if (counts.recovered + counts.corrected > 0)
        runtime::log_info("cdr_settled", {{"server", config_.server},
                                          {"recovered_now", counts.recovered},
                                          {"corrected_now", counts.corrected},
                                          {"recovered", recovered_.load()},
                                          {"corrected", corrected_.load()}});
}

void GapRecovery::report_broken(const CdrBatch& batch)
{
    if (batch.broken_lines > 0)
        runtime::log_warning("cdr_unreadable", {{"server", config_.server},
                                                {"source", source_->name()},
                                                {"records", batch.broken_lines},
                                                {"now", "left out"}});
}

void GapRecovery::note_trouble(const std::string& why)
{
    if (std::exchange(trouble_, why) != why)
        runtime::log_warning(
            "cdr_away", {{"server", config_.server}, {"source", source_->name()}, {"err", why}, {"now", "retrying"}});
}

// Asterisk may write a gap's records late, but not later than that.
void GapRecovery::forget_old_gaps()
{
    const auto before = runtime::now() - gap_memory;
    while (!gaps_.empty() && gaps_.front().end && *gaps_.front().end < before)
        gaps_.pop_front();
}

bool GapRecovery::is_in_gap(std::span<const calls::CdrRecord> call)
{
    const std::lock_guard lock{mutex_};
    return std::ranges::any_of(gaps_, [&](const Gap& gap) {
        return std::ranges::any_of(call, [&](const calls::CdrRecord& record) {
            return record.end >= gap.begin && (!gap.end || record.start <= *gap.end);
        });
    });
}

bool GapRecovery::has_contact()
{
    const std::lock_guard lock{mutex_};
    return is_heard_ && !is_stopped_;
}

bool GapRecovery::wait(std::chrono::milliseconds patience)
{
    std::unique_lock lock{mutex_};
    const bool was_heard = is_heard_;
    return !wake_.wait_for(lock, patience, [&] { return is_stopped_ || is_heard_ != was_heard; });
}

void GapRecovery::await_contact()
{
    std::unique_lock lock{mutex_};
    wake_.wait(lock, [&] { return is_stopped_ || is_heard_; });
}

}  // namespace astercc
