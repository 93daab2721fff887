// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which rows are older than log_life? Remembers from time to time which row was the newest, so that the answer
// is an id, and a wrong clock of an Asterisk neither keeps rows for ever nor deletes them at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace events {

class ArrivalMarks {
public:
    using Clock = std::chrono::steady_clock;

    explicit ArrivalMarks(std::chrono::seconds life) : life_(life) {}

    // At `now` the newest row was `id`.
    void note(Clock::time_point now, std::uint64_t id);
    // Rows up to the id returned have been there longer than the life; 0: none.
    [[nodiscard]] std::uint64_t expired(Clock::time_point now);

private:
    struct Mark {
        Clock::time_point at;
        std::uint64_t id;
    };

    const std::chrono::seconds life_;
    std::deque<Mark> marks_;
    std::uint64_t expired_ = 0;
};

}  // namespace events
