// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. Whether a program that has a heartbeat lost it: the same beat, seen for longer than our patience. Judged by our
// own clock, so that a step of the wall clock means nothing, and only while we look ourselves: after a pause of ours
// (the machine slept) it gets all of the patience again.
#pragma once

#include <chrono>
#include <optional>

namespace watchdog {

class HangWatch {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Beat = std::optional<std::chrono::nanoseconds>;  // see runtime::last_beat()

    // Zero patience: never hung.
    explicit HangWatch(std::chrono::seconds patience) : patience_(patience) {}

    // To be asked several times a second.
    [[nodiscard]] bool is_hung(Beat beat, Time now);

private:
    std::chrono::seconds patience_;
    Beat beat_;
    Time since_ = Time::min();
    Time looked_ = Time::min();
};

}  // namespace watchdog
