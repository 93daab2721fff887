// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files in memory, for tests.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

class Sound {
public:
    Sound() : fd_(memfd_create("sound", MFD_CLOEXEC)) { REQUIRE(fd_ >= 0); }
    explicit Sound(std::string_view bytes) : Sound()
    {
        REQUIRE(write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    ~Sound() { close(fd_); }
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;
    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] std::string bytes() const
    {
        std::string all(static_cast<std::size_t>(lseek(fd_, 0, SEEK_END)), '\0');
        REQUIRE(pread(fd_, all.data(), all.size(), 0) == static_cast<ssize_t>(all.size()));
        return all;
    }

private:
    int fd_;
};

inline void append(std::string& bytes, std::uint32_t value, int count)
{
    for (; count > 0; --count, value >>= 8)
        bytes += static_cast<char>(value & 0xff);
}

// The header of a file of 16 bit samples.
inline std::string wav_header(int rate, int channels, std::uint32_t data_bytes)
{
    const auto frame = static_cast<std::uint32_t>(channels) * 2;
    std::string b = "RIFF";
    append(b, 36 + data_bytes, 4);
    b += "WAVEfmt ";
    append(b, 16, 4);
    append(b, 1, 2);
    append(b, static_cast<std::uint32_t>(channels), 2);
    append(b, static_cast<std::uint32_t>(rate), 4);
    append(b, static_cast<std::uint32_t>(rate) * frame, 4);
    append(b, frame, 2);
    append(b, 16, 2);
    b += "data";
    append(b, data_bytes, 4);
    return b;
}
