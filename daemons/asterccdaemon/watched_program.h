// SPDX-License-Identifier: GPL-3.0-or-later
// One program under watch. It runs when the lock of its pid file is held; nothing else is asked, nobody is signalled.
// A file NAME.stopped beside the pid file says that the operator wants it down (asterccd stop NAME).
#pragma once

#include "daemons/asterccdaemon/launcher.h"
#include "daemons/asterccdaemon/restart_policy.h"

#include <optional>
#include <string>

namespace watchdog {

struct ProgramPlace {
    std::string name;
    std::string binary;
    std::string pid_file;
    std::string stopped_mark;
    std::string config_path;
};

class WatchedProgram {
public:
    explicit WatchedProgram(ProgramPlace place) : place_(std::move(place)) {}

    void look(RestartPolicy::Time now);

private:
    enum class State { unknown, starting, running, dead, stopped };

    [[nodiscard]] bool is_launching();
    [[nodiscard]] State observe() const;
    void bury(RestartPolicy::Time now);
    void launch(RestartPolicy::Time now);

    ProgramPlace place_;
    RestartPolicy policy_;
    State state_ = State::unknown;
    std::optional<Launcher> launcher_;
};

}  // namespace watchdog
