// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. When a program that died is started again: at once, but one that dies within ten seconds of its start after
// 1, 2, 4 .. 30 s. A minute of life clears its record. It is never given up.
#pragma once

#include <chrono>
#include <optional>

namespace watchdog {

class RestartPolicy {
public:
    using Time = std::chrono::steady_clock::time_point;

    void started(Time now) { last_start_ = now; }
    // Found dead: returns the pause before the next start.
    std::chrono::seconds died(Time now);
    // Early deaths in a row.
    [[nodiscard]] int deaths() const { return deaths_; }
    // It kept dying, and has lived well since: the record is cleared, and true is said once.
    bool recovers(Time now);
    [[nodiscard]] bool is_due(Time now) const { return now >= next_start_; }

private:
    std::optional<Time> last_start_;
    std::chrono::seconds pause_{0};
    int deaths_ = 0;
    Time next_start_ = Time::min();
};

}  // namespace watchdog
