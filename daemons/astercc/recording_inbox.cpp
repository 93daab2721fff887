// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recording_inbox.h"

#include <iterator>

namespace astercc {

void RecordingInbox::put(RecordingItem item)
{
    std::vector<RecordingItem> one;
    one.push_back(std::move(item));
    put(std::move(one));
}

void RecordingInbox::put(std::vector<RecordingItem> items)
{
    if (items.empty()) return;
    {
        const std::lock_guard lock{mutex_};
        std::move(items.begin(), items.end(), std::back_inserter(items_));
    }
    arrived_.notify_one();
}

void RecordingInbox::take(std::vector<RecordingItem>& items, std::chrono::milliseconds patience)
{
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, patience, [&] { return !items_.empty() || is_closed_; });
    std::move(items_.begin(), items_.end(), std::back_inserter(items));
    items_.clear();
}

void RecordingInbox::close()
{
    {
        const std::lock_guard lock{mutex_};
        is_closed_ = true;
    }
    arrived_.notify_one();
}

bool RecordingInbox::is_closed() const
{
    const std::lock_guard lock{mutex_};
    return is_closed_;
}

}  // namespace astercc
