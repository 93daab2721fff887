// SPDX-License-Identifier: GPL-3.0-or-later
// Asterisk's queue_log on disk, across rotations. A file is known by its first line, which holds the time it was begun:
// that survives a rename (logrotate) as well as a copy (copytruncate), and a truncated file that has grown again is
// another one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tools {

struct QueueLogPlace {
    std::string file;  // its first line, cut; empty: nothing read yet
    std::uint64_t position = 0;
};

struct QueueLogChunk {
    std::string path;     // it was read from
    QueueLogPlace place;  // where `bytes` begins
    std::string bytes;
    bool is_new_file = false;  // not the one the last place was in
    bool is_gap = false;       // the file the last place was in is gone: what it still held is lost
};

// What follows `place`: of its file, wherever rotation moved that (`path` or `path` + suffix, not packed); when that
// has no further whole line, of the next one. Nothing when there is nothing to read. Throws std::runtime_error when a
// file is there and cannot be read.
[[nodiscard]] std::optional<QueueLogChunk> read_after(const std::string& path, const QueueLogPlace& place);

}  // namespace tools
