// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded AMI streams of tests/data/captures, with what Asterisk itself wrote about the same calls.
#pragma once

#include "common/ami/parser.h"
#include "common/calls/tracker.h"

#include <functional>
#include <string>
#include <vector>

namespace test {

using calls::Change;
using calls::TimePoint;

struct CdrRow {
    std::string src, dst, channel, dstchannel, disposition, uniqueid, linkedid;
    long start = 0;  // seconds
    int duration = 0;
    int billsec = 0;
};

struct Chunk {
    TimePoint received;
    std::size_t offset;
};

struct Capture {
    std::string name;  // "22/queue_answered"
    std::string raw;
    std::vector<Chunk> chunks;
    std::vector<CdrRow> cdr;
    std::string queue_log;

    [[nodiscard]] TimePoint received(std::size_t offset) const;
    [[nodiscard]] bool is(const std::string& version) const { return name.starts_with(version + "/"); }
    [[nodiscard]] std::string scenario() const { return name.substr(name.find('/') + 1); }
    // Recorded while calls were up: the stream begins with the lists of what is alive.
    [[nodiscard]] bool begins_mid_call() const { return name.ends_with("/mid_call"); }
};

[[nodiscard]] const std::vector<Capture>& captures();
[[nodiscard]] const Capture& capture(const std::string& name);

// A message that outlives the parser's buffer.
struct OwnedMessage {
    std::vector<std::pair<std::string, std::string>> headers;
    TimePoint received{};

    [[nodiscard]] std::string event() const;
    [[nodiscard]] std::string get(const std::string& name) const;
    void drop(const std::string& name);
    void apply_to(calls::Tracker& tracker, std::vector<Change>& out) const;
};
using Stream = std::vector<OwnedMessage>;

// The events of a capture.
[[nodiscard]] Stream messages(const Capture& capture);
[[nodiscard]] Stream without_event(Stream stream, const std::string& event);
[[nodiscard]] Stream without_timestamps(Stream stream);

[[nodiscard]] std::vector<Change> play(const Stream& stream, calls::Tracker& tracker);

// Feeds the raw bytes through the parser, cut at the given places.
[[nodiscard]] std::vector<Change> play_raw(const Capture& capture, const std::vector<std::size_t>& cuts,
                                           calls::Tracker& tracker);
[[nodiscard]] std::vector<std::size_t> cuts_every(const Capture& capture, std::size_t step);

// "Event: X | Key: value | ..." lines, as a stream; `at` seconds of each is its Timestamp.
[[nodiscard]] OwnedMessage event(double at, const std::string& text);

// For failure messages.
[[nodiscard]] std::string describe(const Change& change);
[[nodiscard]] std::string describe(const std::vector<Change>& changes);

}  // namespace test
