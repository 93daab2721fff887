// SPDX-License-Identifier: GPL-3.0-or-later
// The tail of a CDR file that Asterisk appends to and somebody rotates.
//
// A file is known again by a hash of its first line, which holds times and uniqueids (and by its inode as long as it
// has no whole line), so a renamed file is read to its end before its successor is begun, also when that happened
// while we were away: the rotated one is looked for beside it (NAME.1, NAME-20261124, ..., not compressed). A
// truncated file has another first line, or none, and is read from its beginning.
#pragma once

#include "daemons/astercc/cdr_source.h"

namespace astercc {

class CdrFile : public CdrSource {
public:
    CdrFile(std::string path, calls::CdrClock clock);
    ~CdrFile() override;
    CdrFile(const CdrFile&) = delete;
    CdrFile& operator=(const CdrFile&) = delete;

    [[nodiscard]] CdrPlace end() override;
    // Of the present file, not of rotated ones.
    [[nodiscard]] CdrPlace since(runtime::TimePoint) override { return beginning_of_current(); }
    [[nodiscard]] CdrBatch read(const CdrPlace& from, std::size_t most) override;
    [[nodiscard]] std::chrono::milliseconds interval() const override { return std::chrono::seconds{1}; }
    [[nodiscard]] std::string name() const override { return path_; }

private:
    // The file a place is of, opened; false when there is none (any more).
    bool open_of(const CdrPlace& place);
    bool open(const std::string& path);
    void close_file();
    [[nodiscard]] CdrPlace beginning_of_current();
    CdrBatch read_open(std::uint64_t offset, std::size_t most);

    const std::string path_;
    const calls::CdrClock clock_;
    int fd_ = -1;
    std::string open_file_;  // the identity of what is open
};

}  // namespace astercc
