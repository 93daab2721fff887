// SPDX-License-Identifier: GPL-3.0-or-later
// Asterisk's queue_log, line by line: time|callid|queue|agent|event|parameter|... Pure; fed with the bytes of the file,
// however they were cut.
#pragma once

#include "common/runtime/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pbx {

using runtime::TimePoint;

struct QueueLogEntry {
    TimePoint at{};
    std::string uniqueid;
    std::string queue;
    std::string agent;
    std::string event;
    std::array<std::string, 3> info;
    std::string src;             // the caller's number, where the event tells it
    std::string dst;             // who was reached, where the event tells it
    std::uint64_t position = 0;  // of the line in its file, bytes

    bool operator==(const QueueLogEntry&) const = default;
};

// Nothing when it is no line of a queue_log.
[[nodiscard]] std::optional<QueueLogEntry> parse_queue_log_line(std::string_view line);

struct QueueLogBatch {
    std::vector<QueueLogEntry> entries;
    std::vector<std::uint64_t> bad_lines;  // where they begin
    std::uint64_t end = 0;                 // of the last whole line: go on from here
    std::size_t lines = 0;
};

// Reads up to `most_lines` whole lines of `bytes`, which stand at `position` of the file. What follows the last line
// feed is not ready yet, unless it is longer than any line may be: then it is skipped as bad.
[[nodiscard]] QueueLogBatch read_queue_log(std::string_view bytes, std::uint64_t position, std::size_t most_lines);

}  // namespace pbx
