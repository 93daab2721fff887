// SPDX-License-Identifier: GPL-3.0-or-later
// A text file that another program appends to and somebody rotates (rename or copytruncate), read in pieces from a
// place that can be kept.
//
// A file is known again by a hash of its first line, which must tell it from its successors by times or ids (and by
// its inode as long as it has no whole line). So a renamed file is read to its end before its successor is begun, also
// when that happened while we were away: what rotation made of it is looked for beside it (NAME.1, NAME-20261124, ...;
// not packed), the one written last being the newest. A truncated file has another first line, or none.
//
// Blocking; one thread. A file that is there and cannot be read throws std::runtime_error naming it and the remedy.
#pragma once

#include "common/runtime/file_descriptor.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace runtime {

struct FilePlace {
    std::string file;            // tells it from its successors; empty: no file yet
    std::uint64_t position = 0;  // bytes
    bool operator==(const FilePlace&) const = default;
};

struct FilePart {
    FilePlace place;           // where `bytes` begins
    std::string bytes;         // nothing when no whole line has come since
    std::string path;          // what they were read from
    bool is_new_file = false;  // not the one that was asked for
    bool is_gap = false;       // the one that was asked for is gone: what it still held is lost
};

class GrowingFile {
public:
    explicit GrowingFile(std::string path) : path_(std::move(path)) {}

    // Of the present file; no file while there is none.
    [[nodiscard]] FilePlace beginning() const;
    // Behind its last whole line.
    [[nodiscard]] FilePlace end() const;
    // At most `most` bytes: of the file of `from`, or of its successor when that one has no further whole line and will
    // have none. Without a whole line among them only when they are `most`.
    [[nodiscard]] FilePart read(const FilePlace& from, std::size_t most);

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    // The file of a place, opened; false when there is none (any more).
    bool open_of(const FilePlace& place);
    bool open(const std::string& path);
    void close();
    FilePart begin(const std::string& path, std::size_t most, bool is_gap);
    FilePart part(const FilePlace& place, std::size_t most) const;

    const std::string path_;
    FileDescriptor descriptor_;
    std::string open_file_;  // the identity of what is open
    std::string open_path_;  // when it was opened
};

}  // namespace runtime
