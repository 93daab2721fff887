// SPDX-License-Identifier: GPL-3.0-or-later
// One program under watch. It runs when the lock of its pid file is held; one that has lost its heartbeat is killed
// (by pidfd, and only while it holds that lock), and started again like any that died.
// A file NAME.stopped beside the pid file says that the operator wants it down (asterccd stop NAME).
#pragma once

#include "common/runtime/health.h"
#include "common/runtime/metrics.h"
#include "daemons/asterccdaemon/hang_watch.h"
#include "daemons/asterccdaemon/launcher.h"
#include "daemons/asterccdaemon/news.h"
#include "daemons/asterccdaemon/restart_policy.h"

#include <functional>
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
    // `patience`: how long its heart may stand still; 0: for ever. The watchdog is ready while the program runs, or is
    // wanted down.
    // `tell` must not block.
    WatchedProgram(ProgramPlace place, std::chrono::seconds patience, std::function<void(News)> tell,
                   runtime::Metrics& metrics, runtime::Health& health);

    void be_patient(std::chrono::seconds patience) { hang_watch_ = HangWatch{patience}; }
    void look(RestartPolicy::Time now);

private:
    enum class State { unknown, starting, running, dead, stopped };

    [[nodiscard]] bool is_launching();
    [[nodiscard]] State observe() const;
    void bury(RestartPolicy::Time now);
    void launch(RestartPolicy::Time now);
    void kill_if_hung(RestartPolicy::Time now);
    [[nodiscard]] bool is_wanted_down() const;

    ProgramPlace place_;
    RestartPolicy policy_;
    HangWatch hang_watch_;
    std::function<void(News)> tell_;
    runtime::Gauge is_up_;
    runtime::Counter starts_, hangs_;
    runtime::Need running_;
    State state_ = State::unknown;
    std::optional<Launcher> launcher_;
    std::string refusal_;  // what the last start that failed said
};

}  // namespace watchdog
