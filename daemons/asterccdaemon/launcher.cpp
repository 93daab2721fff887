// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/launcher.h"

#include "common/runtime/child_setup.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

extern char** environ;

namespace watchdog {

Launcher::Launcher(const std::string& program, const std::string& config_path)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        throw std::runtime_error(std::string{"pipe: "} + std::strerror(errno));
    std::string path = program;
    std::string config = config_path;
    std::array<char, 3> background{"-d"};
    std::array<char, 3> with_config{"-c"};
    std::array<char*, 5> argv{path.data(), background.data(), with_config.data(), config.data(), nullptr};
    runtime::ChildFiles files;
    files.write_to(ends[1]);
    // The watchdog blocks signals and ignores SIGPIPE; what it starts shall not inherit that.
    const int error =
        posix_spawn(&pid_, path.c_str(), files.get(), runtime::ChildAttributes{}.get(), argv.data(), environ);
    close(ends[1]);
    output_ = ends[0];
    if (error == 0) return;
    close(output_);
    throw std::runtime_error("cannot run " + program + ": " + std::strerror(error));
}

Launcher::Launcher(Launcher&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1))
{
}

Launcher::~Launcher()
{
    if (output_ >= 0) close(output_);
}

std::optional<int> Launcher::result()
{
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Launcher::said()
{
    std::array<char, 512> text{};
    const auto length = read(output_, text.data(), text.size());
    if (length <= 0) return {};
    const std::string_view all{text.data(), static_cast<std::size_t>(length)};
    return std::string{all.substr(0, all.find('\n'))};
}

}  // namespace watchdog
