// SPDX-License-Identifier: GPL-3.0-or-later
// asterccdaemon: the watchdog. Looks five times a second whether each program holds the lock of its pid file and has
// a heartbeat, kills what hangs, and starts again what has died; tells a webhook and the administrator's telephone.
//
// Trusts: pid-file locks. Writes: its log. Configuration: [watchdog]; [system] NAME_start and those of the alarm call
// (alarm_config.h); [metrics]. Ends on SIGTERM and leaves the programs alone. With systemd its units do the same; run
// one of the two.
#include "common/runtime/asio.h"
#include "common/runtime/daemon.h"
#include "common/runtime/health_server.h"
#include "common/runtime/log.h"
#include "common/runtime/signals_asio.h"
#include "common/runtime/spawn.h"
#include "common/runtime/text.h"
#include "daemons/asterccdaemon/alarm_desk.h"
#include "daemons/asterccdaemon/watched_program.h"

#include <sysexits.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <vector>

namespace {

using namespace watchdog;

constexpr std::chrono::milliseconds look_every{200};

std::string own_directory()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

std::vector<ProgramPlace> places(const runtime::Config& config)
{
    const auto bin_path = config.text("watchdog", "bin_path", own_directory());
    std::vector<ProgramPlace> places;
    for (const auto& name :
         runtime::split_list(config.text("watchdog", "programs", "astercc,astercctools,astercclive,dialer"), ',')) {
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") != std::string::npos)
            config.fail("watchdog", "programs",
                        "'" + name + "' is no program of the suite; give names like astercc,astercclive");
        if (!config.flag("system", name + "_start", true)) continue;
        const auto pid_file = runtime::pid_file_path(config, name);
        places.push_back({.name = name,
                          .binary = bin_path + "/" + name,
                          .pid_file = pid_file,
                          .stopped_mark = std::filesystem::path{pid_file}.replace_extension(".stopped"),
                          .config_path = config.path()});
    }
    return places;
}

std::chrono::seconds patience(const runtime::Config& config)
{
    return std::chrono::seconds{config.number("watchdog", "hang_seconds", 8, 0, 3600)};
}

asio::awaitable<void> watch(asio::io_context& io, std::vector<WatchedProgram>& programs)
{
    asio::steady_timer timer{io};
    for (;;) {
        for (auto& program : programs)
            program.look(std::chrono::steady_clock::now());
        timer.expires_after(look_every);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

int run(runtime::RunContext& context)
{
    const auto watched_at = runtime::HealthServerConfig::from(context.config, "asterccdaemon");
    AlarmDesk desk{AlarmConfig::from(context.config)};
    asio::io_context io{1};
    runtime::Metrics metrics;
    runtime::Health health;
    std::vector<WatchedProgram> programs;
    for (auto& place : places(context.config))
        programs.emplace_back(
            std::move(place), patience(context.config), [&desk](News news) { desk.tell(std::move(news)); }, metrics,
            health);
    const runtime::SignalWaiter signals{io, [&io] { io.stop(); },
                                        [&] {
                                            context.reload([&](const runtime::Config& fresh) {
                                                const auto longest = patience(fresh);
                                                desk.use(AlarmConfig::from(fresh));
                                                for (auto& program : programs)
                                                    program.be_patient(longest);
                                            });
                                        }};
    runtime::add_process_metrics(metrics, "asterccdaemon");
    const runtime::HealthServer watched{io, watched_at, metrics, health, context.report};
    int status = EXIT_SUCCESS;
    runtime::spawn_logged(
        io.get_executor(), "watch", [&] { return watch(io, programs); },
        [&] {
            status = EX_SOFTWARE;
            io.stop();
        });
    context.ready();
    io.run();
    return status;
}

int test(const runtime::Config& config)
{
    int missing = 0;
    for (const auto& place : places(config)) {
        const bool may_run = access(place.binary.c_str(), X_OK) == 0;
        std::cout << place.name << ": " << place.binary << (may_run ? "" : " cannot be run; set [watchdog] bin_path")
                  << "\n";
        missing += may_run ? 0 : 1;
    }
    if (missing > 0) return EX_UNAVAILABLE;
    std::cout << "Success\n";
    return EXIT_SUCCESS;
}

void check(const runtime::Config& config)
{
    (void)places(config);
    (void)patience(config);
    (void)AlarmConfig::from(config);
    (void)runtime::HealthServerConfig::from(config, "asterccdaemon");
}

}  // namespace

int main(int argc, char** argv)
{
    return runtime::daemon_main(argc, argv, {"asterccdaemon", "the watchdog: starts again what has died"},
                                {.run = run, .test = test, .check = check});
}
