// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/background.h"

#include "common/runtime/child_setup.h"

#include <cstring>
#include <stdexcept>

extern char** environ;

namespace runtime {

void forget_children()
{
    std::signal(SIGCHLD, SIG_IGN);
}

void start_in_background(std::vector<std::string> arguments)
{
    std::vector<char*> argv;
    for (auto& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    ChildFiles files;
    files.write_nowhere();
    pid_t pid = -1;
    const int error =
        posix_spawn(&pid, argv.front(), files.get(), ChildAttributes{POSIX_SPAWN_SETSID}.get(), argv.data(), environ);
    if (error != 0) throw std::runtime_error("cannot run " + arguments.front() + ": " + std::strerror(error));
}

}  // namespace runtime
