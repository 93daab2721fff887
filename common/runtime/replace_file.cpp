// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/replace_file.h"

#include "common/runtime/file_descriptor.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace runtime {

namespace {

[[noreturn]] void fail(const std::string& path)
{
    throw std::system_error(errno, std::generic_category(), path);
}

FileDescriptor open_file(const std::string& path, int flags, mode_t mode = 0)
{
    FileDescriptor file{open(path.c_str(), flags | O_CLOEXEC, mode)};
    if (!file.is_open()) fail(path);
    return file;
}

// Gone with the object, unless it became something else.
class TemporaryName {
public:
    explicit TemporaryName(std::string name) : name_(std::move(name)) {}
    ~TemporaryName()
    {
        if (!name_.empty()) unlink(name_.c_str());
    }
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;
    [[nodiscard]] const std::string& get() const { return name_; }
    void become(const std::string& name)
    {
        if (rename(name_.c_str(), name.c_str()) != 0) fail(name);
        name_.clear();
    }

private:
    std::string name_;
};

std::string folder_of(const std::string& path)
{
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

struct stat status_of(const std::string& path)
{
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) fail(path);
    return status;
}

std::string own_name()
{
    const auto* user = getpwuid(geteuid());
    return user != nullptr ? user->pw_name : std::to_string(geteuid());
}

void write_new(const std::string& name, std::string_view text, const struct stat& old)
{
    const auto file = open_file(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!write_all(file, text)) fail(name);
    const auto unchanged = static_cast<uid_t>(-1);
    if (old.st_gid != getegid() && fchown(file.get(), unchanged, old.st_gid) != 0) fail(name);
    if (fchmod(file.get(), old.st_mode & 07777U) != 0) fail(name);
    if (fsync(file.get()) != 0) fail(name);
}

// In a sticky folder only its owner and the file's may rename over a file.
bool is_kept_by_sticky_folder(const std::string& path, const std::string& folder)
{
    const auto of_folder = status_of(folder);
    const auto me = geteuid();
    return (of_folder.st_mode & S_ISVTX) != 0 && me != 0 && of_folder.st_uid != me && status_of(path).st_uid != me;
}

}  // namespace

std::string read_file(const std::string& path)
{
    const auto file = open_file(path, O_RDONLY);
    std::string text;
    std::array<char, 4096> part{};
    for (;;) {
        const auto got = read(file.get(), part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(path);
        if (got == 0) return text;
        text.append(part.data(), static_cast<std::size_t>(got));
    }
}

bool replace_file(const std::string& path, std::string_view expected, std::string_view text)
{
    const std::string target = std::filesystem::canonical(path);
    const auto folder = open_file(folder_of(target), O_RDONLY | O_DIRECTORY);
    if (flock(folder.get(), LOCK_EX) != 0) fail(target);
    if (read_file(target) != expected) return false;
    TemporaryName name{target + ".new"};
    unlink(name.get().c_str());  // of one who was killed before the rename
    write_new(name.get(), text, status_of(target));
    name.become(target);
    if (fsync(folder.get()) != 0) fail(target);
    return true;
}

std::string command_to_allow_replacing(const std::string& path)
{
    const std::string target = std::filesystem::canonical(path);
    const auto folder = folder_of(target);
    if (access(folder.c_str(), W_OK | X_OK) == 0 && !is_kept_by_sticky_folder(target, folder)) return "";
    const auto me = own_name();
    return "chown " + me + " " + target + " && setfacl -m u:" + me + ":rwx " + folder + " && chmod +t " + folder;
}

}  // namespace runtime
