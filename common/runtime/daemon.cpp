// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/daemon.h"

#include "common/runtime/log_control.h"
#include "common/runtime/running_daemon.h"
#include "common/runtime/shutdown.h"
#include "common/runtime/status_file.h"
#include "common/runtime/systemd_notify.h"

#include <fcntl.h>
#include <getopt.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <chrono>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>

namespace runtime {

namespace {

constexpr int exit_already_running = 75;
// LSB: of status, and of what needs a program that runs.
constexpr int exit_not_running = 3;
constexpr int exit_none_to_tell = 7;

enum class Verb { run, test, stop, reload, status, version, help, command };

struct Options {
    Verb verb = Verb::run;
    bool background = false;
    StatusFormat format = StatusFormat::words;
    std::string config_path = "/etc/astercc/astercc.conf";
    const Command* command = nullptr;
    CommandLine line;
};

// getopt's numbers of long flags: --json, the commands', then the options'.
constexpr int json_flag = 255;
constexpr int first_long = 256;

std::vector<option> long_flags(const DaemonParts& parts)
{
    std::vector<option> flags;
    const auto add = [&](const LongFlag& flag) {
        flags.push_back({flag.name, flag.value != nullptr ? required_argument : no_argument, nullptr,
                         first_long + static_cast<int>(flags.size())});
    };
    for (const auto& command : parts.commands)
        add(command.flag);
    for (const auto& flag : parts.options)
        add(flag);
    flags.push_back({"json", no_argument, nullptr, json_flag});
    flags.push_back({});
    return flags;
}

void take_long_flag(Options& options, const DaemonParts& parts, std::size_t number, const char* value)
{
    const std::string text = value != nullptr ? value : "";
    if (number < parts.commands.size()) {
        options.verb = Verb::command;
        options.command = &parts.commands[number];
        options.line.value = text;
    } else {
        options.line.options[parts.options[number - parts.commands.size()].name] = text;
    }
}

std::optional<Options> parse_options(int argc, char** argv, const DaemonParts& parts)
{
    Options options;
    const auto longs = long_flags(parts);
    for (int flag = 0; (flag = getopt_long(argc, argv, "dc:tkrsvh", longs.data(), nullptr)) != -1;) {
        if (flag >= first_long) {
            take_long_flag(options, parts, static_cast<std::size_t>(flag - first_long), optarg);
            continue;
        }
        switch (flag) {
            case 'd':
                options.background = true;
                break;
            case 'c':
                options.config_path = optarg;
                break;
            case 't':
                options.verb = Verb::test;
                break;
            case 'k':
                options.verb = Verb::stop;
                break;
            case 'r':
                options.verb = Verb::reload;
                break;
            case 's':
                options.verb = Verb::status;
                break;
            case json_flag:
                options.format = StatusFormat::json;
                break;
            case 'v':
                options.verb = Verb::version;
                break;
            case 'h':
                options.verb = Verb::help;
                break;
            default:
                return std::nullopt;
        }
    }
    if (optind != argc) return std::nullopt;
    if (char absolute[PATH_MAX]; realpath(options.config_path.c_str(), absolute)) options.config_path = absolute;
    options.line.config_path = options.config_path;
    return options;
}

void print_long_flag(std::ostream& out, const LongFlag& flag)
{
    constexpr std::size_t column = 16;
    std::string name = std::string{"--"} + flag.name + (flag.value != nullptr ? std::string{" "} + flag.value : "");
    if (name.size() < column) name.resize(column, ' ');
    out << "  " << name << " " << flag.purpose << "\n";
}

void print_help(std::ostream& out, const DaemonInfo& info, const DaemonParts& parts)
{
    out << info.name << ": " << info.purpose << "\n"
        << "usage: " << info.name << " [-d] [-c FILE] [-t | -k | -r | -s [--json] | -v | -h]\n"
        << "  -d       work in the background (default: foreground, log on standard error)\n"
        << "  -c FILE  configuration (default /etc/astercc/astercc.conf)\n"
        << "  -t       test configuration and connections\n"
        << "  -k       stop the running one\n"
        << "  -r       let the running one read its configuration again\n"
        << "  -s       say whether it runs, and how it is; --json: for programs\n"
        << "  -v       version      -h  this text\n";
    for (const auto& command : parts.commands)
        print_long_flag(out, command.flag);
    for (const auto& flag : parts.options)
        print_long_flag(out, flag);
}

LogLevel threshold(const Config& config)
{
    return config.number("database", "debug", 0, 0, 9) > 0 ? LogLevel::debug : LogLevel::info;
}

int show_status(const Options& options, const DaemonInfo& info, const Config& config, const DaemonParts& parts)
{
    const int pid = tell_status(std::cout, info.name, pid_file_path(config, info.name), options.format);
    if (pid == 0) return exit_not_running;
    if (parts.status && options.format == StatusFormat::words) parts.status(config, pid);
    return EX_OK;
}

int reload_running(const DaemonInfo& info, const Config& config, const DaemonParts& parts)
{
    (void)threshold(config);
    parts.check(config);
    const auto running = RunningDaemon::find(pid_file_path(config, info.name));
    if (!running) {
        std::cerr << info.name << " is not running\n";
        return exit_none_to_tell;
    }
    if (!running->send(SIGHUP)) {
        std::cerr << info.name << ": may not tell process " << running->pid() << ": " << std::strerror(errno) << "\n";
        return EX_NOPERM;
    }
    std::cout << info.name << " reads its configuration again, pid " << running->pid() << "\n";
    return EX_OK;
}

int stop_running(const DaemonInfo& info, const std::string& pid_file)
{
    constexpr std::chrono::seconds patience{10};
    const int pid = running_pid(pid_file);
    if (pid == 0) {
        std::cout << info.name << " is not running\n";
        return EX_OK;
    }
    const auto running = RunningDaemon::find(pid_file);
    if (!running) {
        std::cerr << info.name << ": process " << pid << " ended, or is not ours to look at; nothing was signalled\n";
        return running_pid(pid_file) == 0 ? EX_OK : EX_NOPERM;
    }
    if (!running->send(SIGTERM)) {
        std::cerr << info.name << ": may not stop process " << running->pid() << ": " << std::strerror(errno) << "\n";
        return EX_NOPERM;
    }
    const bool has_ended = running->has_ended_within(patience);
    if (has_ended)
        std::cout << info.name << " stopped, pid " << running->pid() << "\n";
    else
        std::cerr << info.name << ": process " << running->pid() << " did not end within " << patience.count()
                  << " s\n";
    return has_ended ? EX_OK : EX_SOFTWARE;
}

// In the parent: waits for the child's byte or its end, and tells how the start went.
[[noreturn]] void await_child(int ready_fd, pid_t child)
{
    char byte{};
    if (read(ready_fd, &byte, 1) == 1) _exit(EX_OK);
    int status = 0;
    waitpid(child, &status, 0);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : EX_SOFTWARE);
}

void detach_standard_streams()
{
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (null >= 0) dup2(null, fd);
    if (null > STDERR_FILENO) close(null);
}

// Returns the descriptor to write the ready byte to; only the child comes back.
int go_to_background()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error(std::string{"pipe: "} + std::strerror(errno));
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error(std::string{"fork: "} + std::strerror(errno));
    if (child > 0) {
        close(ends[1]);
        await_child(ends[0], child);
    }
    close(ends[0]);
    setsid();
    if (chdir("/") != 0) throw std::runtime_error(std::string{"chdir /: "} + std::strerror(errno));
    return ends[1];
}

int start(const Options& options, const Config& config, const DaemonInfo& info, const DaemonParts& parts)
{
    const auto pid_path = pid_file_path(config, info.name);
    PidFile pid_file{pid_path};
    const std::string log_file = config.text("system", "logdir", "/var/log/astercc") + "/" + info.name + ".log";
    int ready_fd = -1;
    if (options.background) {
        if (access(log_file.c_str(), W_OK) != 0 && errno != ENOENT)
            config.fail("system", "logdir", log_file + " cannot be written: " + std::strerror(errno));
        ready_fd = go_to_background();
    }
    open_log(info.name, options.background ? log_file : "", threshold(config));
    pid_file.write_pid();
    block_signals();
    StatusFile status_file{pid_path};
    Ready ready{ready_fd};
    status_file.write({});
    RunContext context{config, !options.background, ready, [&](const Vitals& vitals) {
                           if (vitals.stuck.empty()) {
                               pid_file.beat();
                               notify_systemd("WATCHDOG=1");
                           }
                           status_file.write(vitals);
                       }};
    try {
        log_info("started", {{"version", CC_VERSION}, {"pid", getpid()}, {"config", config.path()}});
        const int status = parts.run(context);
        log_info("stopped", {{"status", status}});
        return status;
    } catch (const std::exception& e) {
        // Printed by daemon_main too: before the start is reported, whoever typed the command still listens.
        log_fatal("failed", {{"err", e.what()}});
        status_file.write({});
        throw;
    }
}

int dispatch(const Options& options, const DaemonInfo& info, const DaemonParts& parts)
{
    if (options.verb == Verb::version) {
        std::cout << info.name << " " << CC_VERSION << "\n";
        return EX_OK;
    }
    if (options.verb == Verb::help) {
        print_help(std::cout, info, parts);
        return EX_OK;
    }
    if (options.verb == Verb::command) return options.command->run(options.line);
    const auto config = Config::load(options.config_path);
    if (options.verb == Verb::test) return parts.test(config);
    if (options.verb == Verb::stop) return stop_running(info, pid_file_path(config, info.name));
    if (options.verb == Verb::status) return show_status(options, info, config, parts);
    if (options.verb == Verb::reload) return reload_running(info, config, parts);
    return start(options, config, info, parts);
}

}  // namespace

void RunContext::reload(const std::function<void(const Config&)>& apply) const
{
    reopen_log();
    try {
        const auto fresh = Config::load(config.path());
        const auto level = threshold(fresh);
        if (apply) apply(fresh);
        set_log_threshold(level);
        log_info("reloaded", {{"config", fresh.path()}});
    } catch (const ConfigError& e) {
        log_error("reload_refused", {{"err", e.what()}});
    }
}

void Ready::operator()()
{
    notify_systemd("READY=1");
    if (fd_ < 0) return;
    const char byte = '+';
    [[maybe_unused]] const auto written = write(fd_, &byte, 1);
    close(fd_);
    fd_ = -1;
    detach_standard_streams();
}

std::string CommandLine::option(const std::string& name) const
{
    const auto found = options.find(name);
    return found == options.end() ? std::string{} : found->second;
}

std::string pid_file_path(const Config& config, const std::string& daemon)
{
    return config.text("system", "rundir", "/run/astercc") + "/" + daemon + ".pid";
}

int daemon_main(int argc, char** argv, const DaemonInfo& info, const DaemonParts& parts)
{
    const auto options = parse_options(argc, argv, parts);
    if (!options) {
        print_help(std::cerr, info, parts);
        return EX_USAGE;
    }
    try {
        return dispatch(*options, info, parts);
    } catch (const ConfigError& e) {
        std::cerr << info.name << ": " << e.what() << "\n";
        return EX_CONFIG;
    } catch (const AlreadyRunning& e) {
        std::cerr << info.name << ": already running: " << e.what() << "\n";
        return exit_already_running;
    } catch (const std::exception& e) {
        std::cerr << info.name << ": " << e.what() << "\n";
        return EX_SOFTWARE;
    }
}

}  // namespace runtime
