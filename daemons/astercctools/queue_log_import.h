// SPDX-License-Identifier: GPL-3.0-or-later
// Brings one server's queue_log into queue_stats, line_number lines a pass. The position is committed with the rows it
// led to, and a line's place in its file is part of its row's key: killed anywhere, nothing is lost and nothing there
// twice. Database thread.
#pragma once

#include "common/db/connection.h"
#include "common/runtime/growing_file.h"

#include <atomic>
#include <cstdint>
#include <string>

namespace tools {

class QueueLogImport {
public:
    QueueLogImport(std::string server, std::string path, std::size_t lines_per_pass)
        : server_(std::move(server)), file_(std::move(path)), lines_per_pass_(lines_per_pass)
    {
    }

    // True: there may be more at once. Throws what the database throws, and std::runtime_error when the file refuses.
    bool pass(db::Connection& connection);

    // For metrics; any thread.
    [[nodiscard]] std::uint64_t lines() const { return lines_; }
    [[nodiscard]] std::uint64_t bad_lines() const { return bad_lines_; }

private:
    const std::string server_;
    runtime::GrowingFile file_;
    const std::size_t lines_per_pass_;
    std::atomic<std::uint64_t> lines_ = 0;
    std::atomic<std::uint64_t> bad_lines_ = 0;
};

}  // namespace tools
