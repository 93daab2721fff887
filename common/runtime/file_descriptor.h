// SPDX-License-Identifier: GPL-3.0-or-later
// An open file, closed with its owner, and writing to one.
#pragma once

#include <unistd.h>

#include <string_view>
#include <utility>

namespace runtime {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~FileDescriptor()
    {
        if (fd_ >= 0) close(fd_);
    }

    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool is_open() const { return fd_ >= 0; }

private:
    int fd_ = -1;
};

// False, and errno says why, when not all of it could be written.
[[nodiscard]] bool write_all(const FileDescriptor& file, std::string_view bytes);

}  // namespace runtime
