// SPDX-License-Identifier: GPL-3.0-or-later
// Open-file-description locks belong to the open file, so the lock survives fork() into the background, programs
// started from here do not get it (O_CLOEXEC), and asking who holds it takes nothing.
#include "common/runtime/pid_file.h"

#include "common/runtime/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace runtime {

namespace {

struct flock whole_file(short type)
{
    struct flock lock {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

int read_pid(int fd)
{
    char digits[24] = {};
    const auto length = pread(fd, digits, sizeof digits - 1, 0);
    if (length <= 0) return 0;
    return static_cast<int>(to_number(trim({digits, static_cast<std::size_t>(length)})).value_or(0));
}

}  // namespace

PidFile::PidFile(std::string path) : path_(std::move(path))
{
    fd_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd_ < 0) throw std::runtime_error("cannot create " + path_ + ": " + std::strerror(errno));
    auto lock = whole_file(F_WRLCK);
    if (fcntl(fd_, F_OFD_SETLK, &lock) != 0) {
        const int pid = read_pid(fd_);
        close(fd_);
        throw AlreadyRunning(path_ + " is held by the running process " + std::to_string(pid));
    }
    // A killed predecessor's number must not pass for ours until write_pid().
    if (ftruncate(fd_, 0) != 0) throw std::runtime_error("cannot write " + path_ + ": " + std::strerror(errno));
}

PidFile::~PidFile()
{
    // The file stays: unlinking it would let a newcomer lock a new file while a third holds the old one.
    if (ftruncate(fd_, 0) == 0) close(fd_);
}

void PidFile::write_pid()
{
    const auto text = std::to_string(getpid()) + "\n";
    if (ftruncate(fd_, 0) != 0 || pwrite(fd_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("cannot write " + path_ + ": " + std::strerror(errno));
    constexpr timespec never_beaten[2] = {};
    futimens(fd_, never_beaten);
}

void PidFile::beat() noexcept
{
    futimens(fd_, nullptr);
}

std::optional<std::chrono::nanoseconds> last_beat(const std::string& pid_file)
{
    struct stat st {};
    if (stat(pid_file.c_str(), &st) != 0) return std::nullopt;
    const auto at = std::chrono::seconds{st.st_mtim.tv_sec} + std::chrono::nanoseconds{st.st_mtim.tv_nsec};
    if (at.count() == 0) return std::nullopt;
    return at;
}

int running_pid(const std::string& pid_file)
{
    constexpr int attempts = 100;  // a second, for a daemon between taking the lock and writing its number
    const int fd = open(pid_file.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return 0;
    int pid = 0;
    for (int i = 0; i < attempts && pid == 0; ++i) {
        auto lock = whole_file(F_WRLCK);
        if (fcntl(fd, F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) break;
        if (i > 0) usleep(10'000);
        pid = read_pid(fd);
    }
    close(fd);
    return pid;
}

bool has_open(int pid, const std::string& pid_file)
{
    std::error_code error;
    const std::filesystem::path descriptors = "/proc/" + std::to_string(pid) + "/fd";
    for (const auto& entry : std::filesystem::directory_iterator{descriptors, error})
        if (std::filesystem::equivalent(entry.path(), pid_file, error)) return true;
    return false;
}

}  // namespace runtime
