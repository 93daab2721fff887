// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/running_daemon.h"

#include "common/runtime/pid_file.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <poll.h>

#include <utility>

namespace runtime {

std::optional<RunningDaemon> RunningDaemon::find(const std::string& pid_file)
{
    const int pid = running_pid(pid_file);
    if (pid == 0) return std::nullopt;
    const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
    if (pidfd < 0) return std::nullopt;
    RunningDaemon found{pid, pidfd};
    if (!has_open(pid, pid_file)) return std::nullopt;
    return found;
}

RunningDaemon::RunningDaemon(RunningDaemon&& other) noexcept : pid_(other.pid_), pidfd_(std::exchange(other.pidfd_, -1))
{
}

RunningDaemon::~RunningDaemon()
{
    if (pidfd_ >= 0) close(pidfd_);
}

bool RunningDaemon::send(int signal) const
{
    return syscall(SYS_pidfd_send_signal, pidfd_, signal, nullptr, 0) == 0;
}

bool RunningDaemon::has_ended_within(std::chrono::milliseconds patience) const
{
    pollfd ended{pidfd_, POLLIN, 0};
    return poll(&ended, 1, static_cast<int>(patience.count())) == 1;
}

}  // namespace runtime
