// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/record_queue.h"

namespace astercc {

using ami::JournalRecord;

RecordQueue::RecordQueue(ami::JournalConfig journal, Limits limits)
    : limits_(limits),
      directory_(journal.directory),
      journal_(std::move(journal)),
      beginning_(journal_.end()),
      next_(beginning_)
{
}

void RecordQueue::put(runtime::TimePoint received, const ami::Message& message)
{
    const std::lock_guard lock{mutex_};
    JournalRecord record;
    record.position = journal_.end();
    record.kind = ami::RecordKind::message;
    record.received = received;
    record.payload = ami::to_text(message);
    put(std::move(record));
}

void RecordQueue::put(ami::RecordKind kind, runtime::TimePoint received)
{
    const std::lock_guard lock{mutex_};
    JournalRecord record;
    record.position = journal_.end();
    record.kind = kind;
    record.received = received;
    put(std::move(record));
}

void RecordQueue::put(JournalRecord record)
{
    journal_.append(record.kind, record.received, record.payload);
    record.next = journal_.end();
    if (is_behind_) return;
    queued_bytes_ += record.payload.size() + sizeof record;
    queue_.push_back(std::move(record));
    if (queued_bytes_ <= limits_.queued_bytes) return;
    is_behind_ = true;
    queue_.clear();
    queued_bytes_ = 0;
}

bool RecordQueue::flush()
{
    bool is_written = false;
    {
        const std::lock_guard lock{mutex_};
        is_written = journal_.flush();
        is_fresh_ = true;
    }
    wake_.notify_one();
    return is_written;
}

void RecordQueue::start_from(ami::JournalPosition position)
{
    file_.reset();
    const std::lock_guard lock{mutex_};
    queue_.clear();
    queued_bytes_ = 0;
    next_ = position;
    is_behind_ = true;
}

bool RecordQueue::take(std::vector<JournalRecord>& records, std::chrono::milliseconds patience)
{
    std::unique_lock lock{mutex_};
    if (is_behind_) {
        if (!file_) file_ = std::make_unique<ami::JournalReader>(directory_, next_);
        lock.unlock();
        read_journal(records);
        lock.lock();
        next_ = file_->position();
        if (!records.empty()) return false;
        // The end, as the lock holds the reader of AMI still: from here on the queue serves.
        if (journal_.is_flushed() && next_ == journal_.end()) {
            is_behind_ = false;
            file_.reset();
        }
    }
    wake_.wait_for(lock, patience, [&] { return is_fresh_ || is_closed_; });
    is_fresh_ = false;
    while (!queue_.empty() && records.size() < limits_.per_take) {
        queued_bytes_ -= queue_.front().payload.size() + sizeof(JournalRecord);
        next_ = queue_.front().next;
        records.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    if (!queue_.empty()) is_fresh_ = true;
    return queue_.empty() && !is_behind_;
}

void RecordQueue::read_journal(std::vector<JournalRecord>& records)
{
    for (JournalRecord record; records.size() < limits_.per_take && file_->next(record);)
        records.push_back(record);
}

void RecordQueue::purge(ami::JournalPosition needed_from, runtime::TimePoint older_than)
{
    journal_.purge(needed_from, older_than);
}

ami::JournalPosition RecordQueue::end() const
{
    const std::lock_guard lock{mutex_};
    return journal_.end();
}

bool RecordQueue::is_behind() const
{
    const std::lock_guard lock{mutex_};
    return is_behind_;
}

std::uint64_t RecordQueue::dropped() const
{
    const std::lock_guard lock{mutex_};
    return journal_.dropped();
}

RecordQueue::State RecordQueue::state() const
{
    const std::lock_guard lock{mutex_};
    return {queue_.size(), queued_bytes_, is_behind_, journal_.dropped()};
}

void RecordQueue::close()
{
    {
        const std::lock_guard lock{mutex_};
        journal_.flush();
        is_closed_ = true;
    }
    wake_.notify_one();
}

bool RecordQueue::is_closed() const
{
    const std::lock_guard lock{mutex_};
    return is_closed_;
}

void RecordQueue::await_close(std::chrono::milliseconds patience)
{
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, patience, [&] { return is_closed_; });
}

}  // namespace astercc
