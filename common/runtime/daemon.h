// SPDX-License-Identifier: GPL-3.0-or-later
// What every daemon of the suite has in common: its flags, its pid file, going to the background, how it ends.
//
//   int main(int argc, char** argv)
//   {
//       return runtime::daemon_main(argc, argv, {"astercc", "mirrors AMI events into the database"},
//                                   {.run = run, .test = test});
//   }
//
// Flags: -d background, -c FILE, -t test configuration and connections, -k stop the running one, -r let it read its
//        configuration again, -s status (--json: for programs), -v version, -h help. Without -d it stays in the
//        foreground and logs to standard error. What a daemon can do besides (Command) has a long flag.
#pragma once

#include "common/runtime/config.h"
#include "common/runtime/pid_file.h"
#include "common/runtime/vitals.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace runtime {

struct DaemonInfo {
    const char* name;
    const char* purpose;  // for -h
};

// Handed to run(): tells daemon_main when the duty has begun, so that `-d` returns success only then.
class Ready {
public:
    explicit Ready(int fd) : fd_(fd) {}
    void operator()();  // idempotent; also tells systemd (sd_notify) where present

private:
    int fd_;
};

struct RunContext {
    const Config& config;
    bool foreground;
    Ready& ready;
    // For a HealthServer: the heartbeat the watchdogs read, while nothing is stuck, and what -s tells.
    std::function<void(const Vitals&)> report;

    // At SIGHUP: opens the log anew (it was rotated) and reads the configuration again: the log's level, and what
    // `apply` takes of it. One that is refused (ConfigError) is logged and changes nothing.
    void reload(const std::function<void(const Config&)>& apply = {}) const;
};

// --NAME VALUE, or --NAME where value is null.
struct LongFlag {
    const char* name;
    const char* value;    // what stands for it in -h
    const char* purpose;  // for -h
};

struct CommandLine {
    std::string value;                           // of the command's own flag
    std::map<std::string, std::string> options;  // of those given, by name
    std::string config_path;

    [[nodiscard]] std::string option(const std::string& name) const;  // "" when it was not given
};

// Something to do in the foreground instead of the daemon's duty, beside a running one as well.
struct Command {
    LongFlag flag;
    // Returns the exit status; exceptions end as those of DaemonParts::run.
    std::function<int(const CommandLine&)> run;
};

struct DaemonParts {
    // Works until SIGTERM or SIGINT (the daemon waits for them itself), returns the exit status.
    // Whatever std::exception leaves it is logged as one fatal line and ends the program with sysexits EX_SOFTWARE;
    // ConfigError with EX_CONFIG.
    std::function<int(RunContext&)> run;
    // Tests configuration and connections: prints what is wrong and how to mend it; 0 when all is well
    // (and prints "Success" then).
    std::function<int(const Config&)> test;
    // For -r: throws ConfigError for a configuration that run() would refuse.
    std::function<void(const Config&)> check;
    // For -s, while it runs as process `pid`: prints what more there is to say. May be empty.
    std::function<void(const Config&, int pid)> status = {};
    std::vector<Command> commands = {};
    std::vector<LongFlag> options = {};  // that commands take
};

// Exit status: 0 clean, 64 usage, 69 a service is missing (-t), 70 internal, 73 pid file, 75 already running,
// 78 configuration. -s: 0 runs, 3 does not. -k: 0 stopped (or was not running), 70 would not end within 10 s.
// -r: 0 told, 7 does not run, 78 the configuration is not one to run with, and the running one was not told.
int daemon_main(int argc, char** argv, const DaemonInfo& info, const DaemonParts& parts);

// [system] rundir (default /run/astercc) + /NAME.pid: see pid_file.h.
[[nodiscard]] std::string pid_file_path(const Config& config, const std::string& daemon);

}  // namespace runtime
