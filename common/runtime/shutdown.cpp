// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/shutdown.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string>

namespace runtime {

namespace {

sigset_t handled_signals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int s : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, s);
    return set;
}

}  // namespace

void block_signals()
{
    const auto set = handled_signals();
    sigprocmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int open_signal_fd()
{
    const auto set = handled_signals();
    const int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (fd < 0) throw std::runtime_error(std::string{"signalfd: "} + std::strerror(errno));
    return fd;
}

Signal read_signal(int signal_fd)
{
    signalfd_siginfo info{};
    if (read(signal_fd, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return Signal::none;
    return info.ssi_signo == SIGHUP ? Signal::reload : Signal::terminate;
}

}  // namespace runtime
