// SPDX-License-Identifier: GPL-3.0-or-later
// What a thread beside the mirror must hear of, from the worker's thread and the session's. Thread-safe; shared with
// reply handlers, which may outlive that thread.
#pragma once

#include "common/calls/leg.h"
#include "common/db/lease.h"

#include <condition_variable>
#include <iterator>
#include <mutex>
#include <vector>

namespace astercc {

struct LegsAlive {  // after a start: all there are
    std::vector<calls::Leg> legs;
    db::LeaseProof lease;
};
struct StoodDown {};  // it is another astercc's business now

template <class Item>
class Inbox {
public:
    void put(Item item)
    {
        std::vector<Item> one;
        one.push_back(std::move(item));
        put(std::move(one));
    }

    void put(std::vector<Item> items)
    {
        if (items.empty()) return;
        {
            const std::lock_guard lock{mutex_};
            std::move(items.begin(), items.end(), std::back_inserter(items_));
        }
        arrived_.notify_one();
    }

    // Appends what came, waiting for it at most that long.
    void take(std::vector<Item>& items, std::chrono::milliseconds patience)
    {
        std::unique_lock lock{mutex_};
        arrived_.wait_for(lock, patience, [&] { return !items_.empty() || is_closed_; });
        std::move(items_.begin(), items_.end(), std::back_inserter(items));
        items_.clear();
    }

    void close()
    {
        {
            const std::lock_guard lock{mutex_};
            is_closed_ = true;
        }
        arrived_.notify_one();
    }

    [[nodiscard]] bool is_closed() const
    {
        const std::lock_guard lock{mutex_};
        return is_closed_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Item> items_;
    bool is_closed_ = false;
};

}  // namespace astercc
