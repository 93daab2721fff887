// SPDX-License-Identifier: GPL-3.0-or-later
// Between the thread that reads AMI and the thread that writes rows: a queue of bounded age and size. put() never
// waits: while the database is away the oldest events are dropped and counted.
#pragma once

#include "common/db/events_gateway.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace events {

using runtime::TimePoint;

// Asterisk's lists of what is alive are events between two marks.
enum class ListMark { none, begin, end };

// What take() gives: rows, or one mark.
struct Batch {
    std::vector<db::EventRow> rows;
    ListMark mark = ListMark::none;
    TimePoint marked_at{};
    std::uint64_t lost_before = 0;  // events dropped between the last batch and this one

    [[nodiscard]] bool empty() const { return rows.empty() && mark == ListMark::none; }
};

class EventQueue {
public:
    struct Limits {
        std::chrono::seconds age{180};  // 0: any
        std::size_t bytes = 256U << 20;
        std::size_t rows_per_batch = 2000;
        std::size_t bytes_per_batch = 8U << 20;
    };

    explicit EventQueue(Limits limits) : limits_(limits) {}

    // --- the reader's thread ---
    void put(TimePoint arrived, db::EventRow row);
    void put(TimePoint arrived, ListMark mark);

    // --- the writer's thread ---
    // Waits at most `patience` for something; an empty batch when there is nothing.
    [[nodiscard]] Batch take(std::chrono::milliseconds patience);
    // Fills up a batch of rows with what has come since.
    void take_more(Batch& batch);

    // --- any thread ---
    // No more will come; wakes the writer.
    void close();
    [[nodiscard]] bool is_closed() const;
    [[nodiscard]] std::uint64_t dropped() const;
    [[nodiscard]] std::size_t queued_bytes() const;
    // How long the oldest has waited; 0 when nothing waits.
    [[nodiscard]] std::chrono::milliseconds oldest_age(TimePoint now) const;

private:
    struct Item {
        TimePoint arrived{};
        db::EventRow row;
        ListMark mark = ListMark::none;
    };

    void put(Item item);
    void make_room(TimePoint now);
    void pop_front();
    void fill(Batch& batch);

    const Limits limits_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Item> items_;
    std::size_t bytes_ = 0;
    std::uint64_t dropped_ = 0;
    std::uint64_t dropped_told_ = 0;
    bool is_closed_ = false;
};

}  // namespace events
