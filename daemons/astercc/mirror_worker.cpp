// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/mirror_worker.h"

#include "common/runtime/log.h"

#include <algorithm>
#include <utility>

namespace astercc {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 1000ms;
constexpr auto retry_pause = 500ms;
constexpr auto shutdown_patience = 3s;
constexpr auto purge_interval = 60s;

}  // namespace

MirrorWorker::MirrorWorker(RecordQueue& queue, MirrorConfig config, MirrorMonitor& monitor,
                           std::function<void()> on_ready)
    : queue_(queue),
      config_(std::move(config)),
      monitor_(monitor),
      on_ready_(std::move(on_ready)),
      writer_(config_.writer),
      next_(queue.beginning()),
      thread_([this] { work(); })
{
}

MirrorWorker::~MirrorWorker()
{
    thread_.join();
}

void MirrorWorker::work()
{
    if (!recover()) return;
    on_ready_();
    while (!queue_.is_closed()) {
        take_records();
        if (!commit()) pause();
        purge_journal();
    }
    const auto give_up = Clock::now() + shutdown_patience;
    do
        take_records();
    while ((!commit() || !records_.empty()) && Clock::now() < give_up);
    monitor_.rest();
}

bool MirrorWorker::recover()
{
    const auto committed = await_database();
    if (!committed) return false;
    const auto& position = committed->position;
    if (position && position->journal == queue_.id()) {
        next_ = {position->segment, position->offset};
        replay_history({position->needed_segment, position->needed_offset}, next_);
        queue_.start_from(next_);
    }
    // What the journal cannot tell (it is another one, or damaged) is believed as the table says.
    auto alive = tracker_.legs();
    std::vector<calls::Leg> untold;
    for (const auto& leg : committed->live)
        if (std::none_of(alive.begin(), alive.end(), [&](const auto& a) { return a.key == leg.key; }))
            untold.push_back(leg);
    tracker_.restore(untold);
    writer_.resume(tracker_.legs());
    // Before the first record is read: a crash must find its way back to here.
    while (!commit()) {
        if (queue_.is_closed()) return false;
        pause();
    }
    monitor_.recovered(alive);
    runtime::log_info("recovered", {{"server", config_.writer.server}, {"live_legs", tracker_.live_legs()}});
    return true;
}

std::optional<db::CallWriter::Committed> MirrorWorker::await_database()
{
    for (bool is_told = false; !queue_.is_closed(); is_told = true) {
        try {
            return writer_.load();
        } catch (const std::exception& e) {
            monitor_.beat();
            monitor_.database_away(e.what());
            if (!is_told)
                runtime::log_warning("database_away",
                                     {{"server", config_.writer.server}, {"err", e.what()}, {"now", "waiting"}});
            pause();
        }
    }
    return std::nullopt;
}

void MirrorWorker::replay_history(const ami::JournalPosition& from, const ami::JournalPosition& until)
{
    ami::JournalReader reader{config_.journal_directory + "/" + config_.writer.server, from};
    for (ami::JournalRecord record; reader.position() < until && reader.next(record) && record.position < until;)
        apply_record(record, parser_, tracker_, changes_);
    changes_.clear();
}

void MirrorWorker::take_records()
{
    records_.clear();
    if (writer_.unwritten_calls() >= config_.most_unwritten_calls) return;
    queue_.take(records_, writer_.is_away() ? 0ms : patience);
    const auto now = Clock::now();
    if (!records_.empty() && now < commit_due_ && !queue_.is_closed()) {
        std::this_thread::sleep_for(commit_due_ - now);
        queue_.take(records_, 0ms);
    }
    commit_due_ = Clock::now() + config_.commit_interval;
    for (const auto& record : records_) {
        apply_record(record, parser_, tracker_, changes_);
        next_ = record.next;
        if (changes_.empty()) continue;
        const auto at = record.kind == ami::RecordKind::message ? tracker_.last_event_time() : record.received;
        monitor_.changed(changes_, at);
        // Room for 256 feed rows per record: a record's bytes are many more than the rows it can cause.
        writer_.add({at, std::exchange(changes_, {})}, sequence_of(record.position) << 8);
    }
}

bool MirrorWorker::commit()
{
    if (writer_.has_work()) queue_.sync();  // on disk before the database may say "read up to here"
    const auto needed = needed_from();
    const auto begin = Clock::now();
    const bool is_well = writer_.commit({queue_.id(), next_.segment, next_.offset, needed.segment, needed.offset});
    monitor_.committed(writer_, Clock::now() - begin, is_well);
    monitor_.turned(tracker_);
    if (is_well) committed_ = sequence_of(next_);
    return is_well;
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
