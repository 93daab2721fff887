// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/event_queue.h"

#include <algorithm>
#include <utility>

namespace events {

namespace {

constexpr std::size_t overhead = 64;  // of one entry beside its text

}  // namespace

void EventQueue::put(TimePoint arrived, db::EventRow row)
{
    put(Item{arrived, std::move(row), ListMark::none});
}

void EventQueue::put(TimePoint arrived, ListMark mark)
{
    put(Item{arrived, {}, mark});
}

void EventQueue::put(Item item)
{
    {
        const std::lock_guard lock{mutex_};
        bytes_ += item.row.text.size() + overhead;
        const auto now = item.arrived;
        items_.push_back(std::move(item));
        make_room(now);
    }
    wake_.notify_one();
}

void EventQueue::make_room(TimePoint now)
{
    const auto is_too_old = [&](const Item& item) {
        return limits_.age.count() > 0 && now - item.arrived > limits_.age;
    };
    while (items_.size() > 1 && (bytes_ > limits_.bytes || is_too_old(items_.front()))) {
        ++dropped_;
        pop_front();
    }
}

void EventQueue::pop_front()
{
    bytes_ -= items_.front().row.text.size() + overhead;
    items_.pop_front();
}

Batch EventQueue::take(std::chrono::milliseconds patience)
{
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, patience, [&] { return is_closed_ || !items_.empty(); });
    Batch batch;
    batch.lost_before = dropped_ - std::exchange(dropped_told_, dropped_);
    if (!items_.empty() && items_.front().mark != ListMark::none) {
        batch.mark = items_.front().mark;
        batch.marked_at = items_.front().arrived;
        pop_front();
        return batch;
    }
    fill(batch);
    return batch;
}

void EventQueue::take_more(Batch& batch)
{
    const std::lock_guard lock{mutex_};
    batch.lost_before += dropped_ - std::exchange(dropped_told_, dropped_);
    fill(batch);
}

void EventQueue::fill(Batch& batch)
{
    std::size_t bytes = 0;
    while (!items_.empty() && items_.front().mark == ListMark::none && batch.rows.size() < limits_.rows_per_batch &&
           bytes < limits_.bytes_per_batch) {
        auto& row = items_.front().row;
        bytes += row.text.size();
        bytes_ -= row.text.size() + overhead;
        batch.rows.push_back(std::move(row));
        items_.pop_front();
    }
}

void EventQueue::close()
{
    {
        const std::lock_guard lock{mutex_};
        is_closed_ = true;
    }
    wake_.notify_all();
}

bool EventQueue::is_closed() const
{
    const std::lock_guard lock{mutex_};
    return is_closed_;
}

std::uint64_t EventQueue::dropped() const
{
    const std::lock_guard lock{mutex_};
    return dropped_;
}

std::size_t EventQueue::queued_bytes() const
{
    const std::lock_guard lock{mutex_};
    return bytes_;
}

std::chrono::milliseconds EventQueue::oldest_age(TimePoint now) const
{
    const std::lock_guard lock{mutex_};
    if (items_.empty()) return std::chrono::milliseconds{0};
    return std::max(now - items_.front().arrived, std::chrono::milliseconds{0});
}

}  // namespace events
