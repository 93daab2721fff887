// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: how long to wait before the next attempt to connect. Doubles from `first` up to `most`; each delay is drawn
// from the upper half of that, so that many clients of one restarted Asterisk don't return in step.
// Call reset() only when a connection has logged in AND stayed up: one that is dropped at once must not be hammered.
#pragma once

#include <chrono>
#include <functional>

namespace ami {

class Backoff {
public:
    using Duration = std::chrono::milliseconds;
    using Random = std::function<double()>;  // from [0, 1)

    Backoff(Duration first, Duration most, Random random);

    [[nodiscard]] Duration next();
    void reset() { current_ = first_; }

private:
    Duration first_;
    Duration most_;
    Duration current_;
    Random random_;
};

}  // namespace ami
