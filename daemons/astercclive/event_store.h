// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. The events of the last minutes, so that a browser that was away for a moment resumes without a query.
// Bounded by age and by number; what is older is in the database.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace live {

using FeedId = std::uint64_t;
// Formatted once, written to every stream of the account.
using Bytes = std::shared_ptr<const std::string>;

struct Event {
    FeedId row = 0;
    unsigned account = 0;
    Bytes bytes;
    long long at_ms = 0;  // when Asterisk said so, as far as the row tells
};

class EventStore {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Limits {
        std::chrono::steady_clock::duration age;
        std::size_t events;
    };

    explicit EventStore(Limits limits) : limits_(limits) {}

    void add(Event event, Time now);
    void forget_old(Time now);
    // Rows up to the floor may be missing here.
    void raise_floor(FeedId row);
    void clear();

    [[nodiscard]] FeedId floor() const { return floor_; }
    [[nodiscard]] std::size_t size() const { return order_.size(); }
    // The account's events with rows after `position`, in the order they were delivered.
    [[nodiscard]] std::vector<Event> after(unsigned account, FeedId position) const;

private:
    struct Arrival {
        unsigned account;
        Time at;
    };

    void forget_first();

    Limits limits_;
    FeedId floor_ = 0;
    std::deque<Arrival> order_;  // of all accounts: whose first event goes next
    std::unordered_map<unsigned, std::deque<Event>> by_account_;
};

}  // namespace live
