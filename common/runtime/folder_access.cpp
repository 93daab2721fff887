// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/folder_access.h"

#include "common/runtime/file_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace runtime {

namespace {

void try_opening(const std::string& path, int flags)
{
    const FileDescriptor file{open(path.c_str(), flags | O_CLOEXEC, 0640)};
    if (!file.is_open()) throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

void try_writing_to_folder(const std::string& path)
{
    try_opening(path, O_PATH | O_DIRECTORY);
    const auto name = path + "/.try-" + std::to_string(getpid());
    try_opening(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    unlink(name.c_str());
}

void try_reading_folder(const std::string& path)
{
    try_opening(path, O_RDONLY | O_DIRECTORY);
}

void try_appending_to_file(const std::string& path)
{
    try_opening(path, O_WRONLY | O_APPEND | O_CREAT);
}

}  // namespace runtime
