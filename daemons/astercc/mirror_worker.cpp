// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/mirror_worker.h"

#include "common/runtime/log.h"

#include <utility>

namespace astercc {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t renewal_stride = 10'000;  // records: far less than a second's reading
constexpr auto transaction_time = 1s;           // what it wrote is at most that much older than its position
constexpr auto retry_pause = 500ms;
constexpr auto shutdown_patience = 3s;
constexpr auto purge_interval = 60s;

}  // namespace

MirrorWorker::MirrorWorker(RecordQueue& queue, MirrorConfig config, MirrorMonitor& monitor, Callbacks callbacks)
    : queue_(queue),
      config_(std::move(config)),
      monitor_(monitor),
      callbacks_(std::move(callbacks)),
      writer_(config_.writer),
      next_(queue.beginning()),
      synced_(next_),
      covered_(Clock::now())
{
}

MirrorWorker::~MirrorWorker()
{
    if (thread_.joinable()) thread_.join();
}

void MirrorWorker::start()
{
    thread_ = std::thread{[this] { work(); }};
}

void MirrorWorker::work()
{
    if (!recover()) return;
    callbacks_.on_ready();
    while (!queue_.is_closed())
        turn();
    finish();
    monitor_.rest();
}

void MirrorWorker::turn()
{
    writer_.is_active() ? mirror() : stand_by();
    purge_journal();
}

void MirrorWorker::mirror()
{
    take_records(settle_from_ ? 1ms : config_.patience);
    if (settle_from_ && next_ >= *settle_from_) settle();
    if (commit()) {
        if (tell_from_ && next_ >= *tell_from_) tell_listener();
    } else if (writer_.is_active()) {
        pause();
    } else {
        step_down();
    }
}

void MirrorWorker::finish()
{
    if (!writer_.is_active()) return;
    const auto give_up = Clock::now() + shutdown_patience;
    do
        take_records(0ms);
    while ((!commit() || !records_.empty()) && writer_.is_active() && Clock::now() < give_up);
    writer_.release();
}

bool MirrorWorker::recover()
{
    const auto committed = await_database();
    if (!committed) return false;
    if (const auto& position = committed->position) {
        covered_ = Clock::now() - position->lag;
        if (position->journal == queue_.id()) return_to(*position);
    }
    writer_.adopt(tracker_.legs());
    settle();
    if (writer_.is_active())
        tell_from_ = queue_.end();
    else
        writer_.stand_by();
    // Before the first record is read: a crash must find its way back to here.
    while (writer_.is_active() && !commit()) {
        if (queue_.is_closed()) return false;
        if (writer_.is_active()) pause();
    }
    monitor_.recovered(tracker_.legs());
    runtime::log_info("recovered", {{"server", config_.writer.server}, {"live_legs", tracker_.live_legs()}});
    tell_role(writer_.is_active() ? "active" : "standby");
    return true;
}

// What the journal cannot tell (it is another one, or damaged) is believed as the table says.
void MirrorWorker::settle()
{
    tracker_.restore(writer_.untold());
    writer_.settle(tracker_.legs());
    if (std::exchange(settle_from_, std::nullopt)) callbacks_.on_takeover();
}

void MirrorWorker::stand_by()
{
    const auto end = queue_.end();
    const auto sight = writer_.watch();
    if (sight) {
        marks_.add(sight->now, end);
        const auto covered = sight->written ? marks_.before(*sight->written - config_.margin) : std::nullopt;
        if (covered) follow(*covered);
        monitor_.stands_by();
        if (writer_.is_active()) take_over();
    } else {
        monitor_.database_away(writer_.trouble());
    }
    monitor_.turned(tracker_);
    if (!writer_.is_active()) queue_.await_close(config_.watch_interval);
}

// Reads, and tells nobody: another has written it.
void MirrorWorker::follow(const ami::JournalPosition& until)
{
    while (next_ < until) {
        if (held_.empty()) queue_.take(held_, 0ms);
        auto record = held_.begin();
        for (; record != held_.end() && record->position < until; ++record) {
            read_again(*record);
            next_ = record->next;
        }
        if (record == held_.begin()) return;
        held_.erase(held_.begin(), record);
    }
}

void MirrorWorker::take_over()
{
    try {
        const auto committed = writer_.load();
        writer_.adopt(tracker_.legs());
        if (const auto& position = committed.position) {
            covered_ = Clock::now() - position->lag;
            writer_.heed_told(position->lag + 2 * config_.margin + transaction_time);
        }
    } catch (const std::exception& e) {
        runtime::log_warning("takeover_failed", {{"server", config_.writer.server}, {"err", e.what()}});
        writer_.stand_by();
        return;
    }
    monitor_.recovered(tracker_.legs());
    settle_from_ = tell_from_ = queue_.end();
    monitor_.took_over();
    tell_role("active");
}

// Another has the lease: what we have not committed is held back, as if it had just been heard.
void MirrorWorker::step_down()
{
    writer_.stand_by();
    if (config_.listener != nullptr) config_.listener->stood_down();
    committed_ = 0;
    marks_ = {};
    settle_from_.reset();
    tell_from_.reset();
    if (own_) return_to(*own_);
    monitor_.lost_lease();
    tell_role("standby");
}

void MirrorWorker::return_to(const db::MirrorPosition& position)
{
    tracker_ = calls::Tracker{};
    parser_ = ami::Parser{};
    held_.clear();
    own_ = position;
    next_ = synced_ = {position.segment, position.offset};
    replay_history({position.needed_segment, position.needed_offset}, next_);
    queue_.start_from(next_);
}

void MirrorWorker::tell_listener()
{
    tell_from_.reset();
    if (config_.listener != nullptr) config_.listener->alive(tracker_.legs(), writer_.lease());
}

void MirrorWorker::tell_role(const char* event)
{
    runtime::log_info(event, {{"server", config_.writer.server}, {"live_legs", tracker_.live_legs()}});
}

std::optional<db::CallWriter::Committed> MirrorWorker::await_database()
{
    while (!queue_.is_closed()) {
        try {
            if (writer_.watch()) return writer_.load();
        } catch (const std::exception& e) {
            runtime::log_warning("database_away",
                                 {{"server", config_.writer.server}, {"err", e.what()}, {"now", "waiting"}});
        }
        monitor_.beat();
        monitor_.database_away(writer_.trouble());
        pause();
    }
    return std::nullopt;
}

void MirrorWorker::replay_history(const ami::JournalPosition& from, const ami::JournalPosition& until)
{
    ami::JournalReader reader{config_.journal_directory + "/" + config_.writer.server, from};
    std::size_t count = 0;
    for (ami::JournalRecord record; reader.position() < until && reader.next(record) && record.position < until;) {
        read_again(record);
        if (++count % renewal_stride == 0) writer_.renew();
    }
}

// What it changed is written: known again, and nobody is told.
void MirrorWorker::read_again(const ami::JournalRecord& record)
{
    apply_record(record, parser_, tracker_, changes_);
    if (!changes_.empty()) writer_.remember({time_of(record), std::exchange(changes_, {})});
}

calls::TimePoint MirrorWorker::time_of(const ami::JournalRecord& record) const
{
    return record.kind == ami::RecordKind::message ? tracker_.last_event_time() : record.received;
}

void MirrorWorker::take_records(std::chrono::milliseconds most_patience)
{
    records_.clear();
    if (writer_.unwritten_calls() >= config_.most_unwritten_calls) return;
    if (held_.empty())
        take_queued(most_patience);
    else
        records_.swap(held_);
    for (const auto& record : records_) {
        apply_record(record, parser_, tracker_, changes_);
        next_ = record.next;
        if (changes_.empty()) continue;
        const auto at = time_of(record);
        if (config_.listener != nullptr && !tell_from_) config_.listener->changed(changes_, at);
        monitor_.changed(changes_, at);
        // Room for 256 feed rows per record: a record's bytes are many more than the rows it can cause.
        writer_.add({at, std::exchange(changes_, {})}, sequence_of(record.position) << 8);
    }
}

void MirrorWorker::take_queued(std::chrono::milliseconds most_patience)
{
    const bool was_listening = is_listening_;
    auto asked = Clock::now();
    bool is_all = queue_.take(records_, writer_.is_away() ? 0ms : most_patience);
    if (!records_.empty() && asked < commit_due_ && !queue_.is_closed()) {
        std::this_thread::sleep_until(commit_due_);
        asked = Clock::now();
        is_all = queue_.take(records_, 0ms);
    }
    commit_due_ = Clock::now() + config_.commit_interval;
    if (is_all && was_listening) covered_ = asked;
}

bool MirrorWorker::commit()
{
    // On disk before the database may say "read up to here".
    if (writer_.is_due() && next_ != synced_) {
        queue_.sync();
        synced_ = next_;
    }
    const auto reached = position();
    const auto begin = Clock::now();
    const bool is_well = writer_.commit(reached);
    monitor_.committed(writer_, Clock::now() - begin, is_well || !writer_.is_active());
    monitor_.turned(tracker_);
    if (!is_well) return false;
    own_ = reached;
    committed_ = sequence_of(next_);
    return true;
}

db::MirrorPosition MirrorWorker::position() const
{
    const auto needed = needed_from();
    return {queue_.id(),   next_.segment,
            next_.offset,  needed.segment,
            needed.offset, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - covered_)};
}

ami::JournalPosition MirrorWorker::needed_from() const
{
    const auto oldest = tracker_.oldest_record();
    return oldest ? position_of(*oldest) : next_;
}

void MirrorWorker::purge_journal()
{
    if (Clock::now() < purge_due_) return;
    queue_.purge(needed_from(), runtime::now() - config_.journal_keep);
    const auto size = ami::journal_size(config_.journal_directory + "/" + config_.writer.server);
    monitor_.journal_kept(size.segments, size.bytes);
    purge_due_ = Clock::now() + purge_interval;
}

void MirrorWorker::pause()
{
    std::this_thread::sleep_for(retry_pause);
}

}  // namespace astercc
