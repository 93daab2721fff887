// SPDX-License-Identifier: GPL-3.0-or-later
// Runs "PROGRAM -d -c CONFIG", which returns when the daemon works or could not start, and keeps what it said.
// No shell: posix_spawn with an absolute path. The child is ours until it is reaped, so its pid is never another's.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace watchdog {

class Launcher {
public:
    // Throws std::runtime_error when the program cannot be run at all.
    Launcher(const std::string& program, const std::string& config_path);
    ~Launcher();
    Launcher(Launcher&& other) noexcept;
    Launcher& operator=(Launcher&&) = delete;

    // The exit status once it has returned (128 + signal when it was killed).
    [[nodiscard]] std::optional<int> result();
    // The first line it printed; empty when none.
    [[nodiscard]] std::string said();

private:
    pid_t pid_ = -1;
    int output_ = -1;
};

}  // namespace watchdog
