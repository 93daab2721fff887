// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/recordings/recording_folder.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace recordings {

namespace {

using runtime::Errc;
using runtime::Error;

// glibc has no wrapper for it.
int open_beneath(int folder, const char* path, std::uint64_t flags)
{
    open_how how{};
    how.flags = flags | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    return static_cast<int>(syscall(SYS_openat2, folder, path, &how, sizeof how));
}

bool is_name_of_ours(std::string_view path)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-' || c == '/';
    };
    return !path.empty() && path.front() != '/' && path.back() != '/' && std::all_of(path.begin(), path.end(), fits) &&
           path.find("..") == std::string_view::npos;
}

}  // namespace

FileDescriptor RecordingFolder::open(const std::string& name) const
{
    FileDescriptor file{open_beneath(folder_.get(), name.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY)};
    struct stat st {};
    if (!file.is_open() || fstat(file.get(), &st) != 0 || !S_ISREG(st.st_mode)) return {};
    return file;
}

FileDescriptor RecordingFolder::create(const std::string& name) const
{
    constexpr mode_t group_reads = 0640;
    remove(name);
    return FileDescriptor{
        openat(folder_.get(), name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, group_reads)};
}

bool RecordingFolder::publish(const FileDescriptor& file, const std::string& from, const std::string& to) const
{
    return fsync(file.get()) == 0 && renameat(folder_.get(), from.c_str(), folder_.get(), to.c_str()) == 0 &&
           fsync(folder_.get()) == 0;
}

void RecordingFolder::remove(const std::string& name) const
{
    unlinkat(folder_.get(), name.c_str(), 0);
}

RecordingFolder::FileState state_of(const FileDescriptor& file)
{
    struct stat st {};
    if (fstat(file.get(), &st) != 0) return {};
    return {static_cast<std::uint64_t>(st.st_size), std::chrono::system_clock::from_time_t(st.st_mtim.tv_sec)};
}

runtime::Result<std::string> relative_name(const std::string& filename, const std::string& monitor_path)
{
    if (!filename.starts_with(monitor_path)) return Error{Errc::invalid, "not below monitorpath " + monitor_path};
    auto name = filename.substr(monitor_path.size());
    if (!is_name_of_ours(name)) return Error{Errc::invalid, "no file name of asterCC's"};
    return name;
}

runtime::Result<RecordingPlace> find_place(const std::string& filename, const std::string& monitor_path,
                                           const std::string& root)
{
    BOOST_OUTCOME_TRY(path, relative_name(filename, monitor_path));
    const FileDescriptor top{::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (!top.is_open()) return Error{Errc::unavailable, root + " cannot be opened: " + std::strerror(errno)};
    const auto slash = path.rfind('/');
    const auto parent = slash == std::string::npos ? std::string{"."} : path.substr(0, slash);
    FileDescriptor folder{open_beneath(top.get(), parent.c_str(), O_RDONLY | O_DIRECTORY)};
    if (!folder.is_open()) return Error{Errc::not_found, root + parent + ": " + std::strerror(errno)};
    return RecordingPlace{RecordingFolder{std::move(folder)}, path.substr(slash == std::string::npos ? 0 : slash + 1)};
}

}  // namespace recordings
