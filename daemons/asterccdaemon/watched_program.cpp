// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/watched_program.h"

#include "common/runtime/daemon.h"
#include "common/runtime/log.h"
#include "common/runtime/running_daemon.h"

#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <utility>

namespace watchdog {
namespace {

constexpr int exit_already_running = 75;
constexpr std::chrono::milliseconds death_takes{500};

}  // namespace

WatchedProgram::WatchedProgram(ProgramPlace place, std::chrono::seconds patience, std::function<void(News)> tell,
                               runtime::Metrics& metrics, runtime::Health& health)
    : place_(std::move(place)), hang_watch_(patience), tell_(std::move(tell)), running_(health.require(place_.name))
{
    const runtime::Metrics::Labels program{{"program", place_.name}};
    is_up_ = metrics.gauge("asterccdaemon_program_up", "1 while the program runs.", program);
    starts_ = metrics.counter("asterccdaemon_starts_total", "Times the watchdog started the program.", program);
    hangs_ =
        metrics.counter("asterccdaemon_hangs_total", "Times it killed the program for making no progress.", program);
}

void WatchedProgram::look(RestartPolicy::Time now)
{
    if (is_launching()) return;
    const auto found = observe();
    is_up_.set(found == State::running ? 1 : 0);
    found == State::dead ? running_.missing("does not run; its log says why") : running_.met();
    if (found == State::running) {
        kill_if_hung(now);
        if (policy_.recovers(now)) {
            runtime::log_info("program_recovered", {{"program", place_.name}});
            tell_({News::Kind::recovered, place_.name, ""});
        }
    }
    if (found == State::dead) {
        if (state_ != State::dead) bury(now);
        if (policy_.is_due(now)) launch(now);
        return;
    }
    if (std::exchange(state_, found) == found) return;
    if (found == State::running)
        runtime::log_info("program_runs", {{"program", place_.name}, {"pid", runtime::running_pid(place_.pid_file)}});
    else
        runtime::log_info("program_left_alone", {{"program", place_.name}, {"why", place_.stopped_mark}});
}

WatchedProgram::State WatchedProgram::observe() const
{
    if (runtime::running_pid(place_.pid_file) != 0) return State::running;
    return is_wanted_down() ? State::stopped : State::dead;
}

bool WatchedProgram::is_wanted_down() const
{
    return access(place_.stopped_mark.c_str(), F_OK) == 0;
}

void WatchedProgram::kill_if_hung(RestartPolicy::Time now)
{
    if (!hang_watch_.is_hung(runtime::last_beat(place_.pid_file), now) || is_wanted_down()) return;
    const auto hung = runtime::RunningDaemon::find(place_.pid_file);
    if (!hung) return;
    const bool is_killed = hung->send(SIGKILL) && hung->has_ended_within(death_takes);
    runtime::log_error(
        "program_hangs",
        {{"program", place_.name}, {"pid", hung->pid()}, {"now", is_killed ? "killed" : "cannot be killed"}});
    hangs_.add();
    tell_({News::Kind::hangs, place_.name, is_killed ? "killed" : "cannot be killed"});
}

// Somebody else may have started it in the same moment: the lock let one of them in, and all is well.
bool WatchedProgram::is_launching()
{
    if (!launcher_) return false;
    const auto result = launcher_->result();
    if (!result) return true;
    refusal_.clear();
    if (*result != 0 && *result != exit_already_running) {
        refusal_ = launcher_->said();
        runtime::log_error("start_failed", {{"program", place_.name}, {"status", *result}, {"err", refusal_}});
    }
    launcher_.reset();
    return false;
}

void WatchedProgram::bury(RestartPolicy::Time now)
{
    const bool was_known = state_ != State::unknown && state_ != State::stopped;
    state_ = State::dead;
    const auto pause = policy_.died(now);
    if (pause.count() > 0) {
        runtime::log_error("program_keeps_dying", {{"program", place_.name}, {"next_start_in_s", pause.count()}});
        tell_({News::Kind::keeps_dying, place_.name, refusal_, policy_.deaths()});
    } else if (was_known) {
        runtime::log_warning("program_died", {{"program", place_.name}});
        tell_({News::Kind::died, place_.name, ""});
    }
}

void WatchedProgram::launch(RestartPolicy::Time now)
{
    policy_.started(now);
    state_ = State::starting;
    starts_.add();
    runtime::log_info("program_started", {{"program", place_.name}});
    try {
        launcher_.emplace(place_.binary, place_.config_path);
    } catch (const std::runtime_error& e) {
        refusal_ = e.what();
        runtime::log_error("start_failed", {{"program", place_.name}, {"err", refusal_}});
    }
}

}  // namespace watchdog
