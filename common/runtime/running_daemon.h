// SPDX-License-Identifier: GPL-3.0-or-later
// A daemon that runs, held by its pidfd: the pidfd is opened first and the process looked at afterwards, so that a pid
// which changed hands is never signalled.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace runtime {

class RunningDaemon {
public:
    // Whoever holds the lock of that pid file; nothing when it has ended, or is not ours to look at.
    [[nodiscard]] static std::optional<RunningDaemon> find(const std::string& pid_file);
    ~RunningDaemon();
    RunningDaemon(RunningDaemon&& other) noexcept;
    RunningDaemon& operator=(RunningDaemon&&) = delete;

    [[nodiscard]] int pid() const { return pid_; }
    // False with errno set when we may not.
    [[nodiscard]] bool send(int signal) const;
    [[nodiscard]] bool has_ended_within(std::chrono::milliseconds patience) const;

private:
    RunningDaemon(int pid, int pidfd) : pid_(pid), pidfd_(pidfd) {}
    int pid_;
    int pidfd_;
};

}  // namespace runtime
