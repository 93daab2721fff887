// SPDX-License-Identifier: GPL-3.0-or-later
// A pid file whose lock, not its number, says that the daemon runs: a crash releases it, a stale file means nothing,
// and a recycled pid is never signalled.
#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

namespace runtime {

class AlreadyRunning : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class PidFile {
public:
    // Takes the lock. Throws AlreadyRunning when another process holds it, std::runtime_error when the file cannot be
    // made.
    explicit PidFile(std::string path);
    ~PidFile();
    PidFile(const PidFile&) = delete;
    PidFile& operator=(const PidFile&) = delete;

    // Writes the caller's pid: once the process that stays is known.
    void write_pid();
    // The heartbeat: the file's time of change says when the daemon last made progress.
    void beat() noexcept;

private:
    std::string path_;
    int fd_ = -1;
};

// Pid of the running daemon that holds the lock of that file, 0 when none does.
[[nodiscard]] int running_pid(const std::string& pid_file);
// Changes with every beat of the daemon that runs; nothing when it has not begun to beat (or never does).
[[nodiscard]] std::optional<std::chrono::nanoseconds> last_beat(const std::string& pid_file);
// Whoever holds the lock has the file open: the last check before a process is signalled.
[[nodiscard]] bool has_open(int pid, const std::string& pid_file);

}  // namespace runtime
