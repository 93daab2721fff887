// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: bytes of an AMI connection in, messages out, whatever the chunking. No socket, no clock, never throws for
// what it is fed, and allocates nothing per message once its two buffers have grown.
//
//   parser.feed(bytes, [&](const ami::Message& m) { ... });
//
// * Messages are views: into the bytes fed, or, for the one message a chunk cuts, into the parser's own buffer.
// * An event the filter refuses is skipped when its name is known: its headers are never split, nor its bytes kept.
// * A message ends with an empty line. Lines may end with LF alone; further empty lines mean nothing.
// * A line without a colon is a header without a name, and an oddity. NUL and invalid UTF-8 pass as they are.
// * The greeting is no message: see banner().
// * "Response: Follows" (Asterisk <= 13) ends with --END COMMAND--; its output lines become "Output" headers, as
//   later versions send them.
// * A message over a limit is dropped and counted; the next one is intact.
// * When the sink throws, the position in the stream is lost: reset() before feeding again.
#pragma once

#include "common/ami/message.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ami {

struct ParserLimits {
    std::size_t line = 65'536;        // without its line end
    std::size_t message = 1'048'576;  // its lines
    std::size_t headers = 512;
};

struct ParserCounters {
    std::uint64_t bytes = 0;
    std::uint64_t messages = 0;  // handed out
    std::uint64_t skipped = 0;   // refused by the filter
    std::uint64_t oddities = 0;  // lines without a colon
    std::uint64_t dropped = 0;   // messages over a limit
};

// Says whether events of that name are wanted.
using EventFilter = bool (*)(std::string_view event);

class Parser {
public:
    explicit Parser(ParserLimits limits = {}, EventFilter filter = nullptr);

    // Calls sink(const Message&) for every message these bytes complete.
    template <class Sink>
    void feed(std::string_view bytes, Sink&& sink)
    {
        using Callee = std::remove_reference_t<Sink>;
        feed_to(bytes, {const_cast<void*>(static_cast<const void*>(&sink)),
                        [](void* target, const Message& message) { (*static_cast<Callee*>(target))(message); }});
    }

    // Forgets a half-read message and the greeting: for a new connection. Counters stay.
    void reset();

    // The greeting line, such as "Asterisk Call Manager/11.0.0"; empty until it has come.
    [[nodiscard]] const std::string& banner() const { return banner_; }
    [[nodiscard]] const ParserCounters& counters() const { return counters_; }

private:
    // A reference to the caller's sink: std::function would allocate.
    struct SinkRef {
        void* target;
        void (*call)(void* target, const Message& message);
    };
    // What ends the message at hand.
    enum class Ending { empty_line, command_end };
    // What becomes of the message at hand: undecided until its first line is whole.
    enum class Fate { undecided, wanted, discarded };

    void feed_to(std::string_view bytes, SinkRef sink);
    std::size_t parse(std::string_view data, SinkRef sink);
    std::size_t read_first_line(std::string_view data);
    void decide(const Header& first);
    std::size_t find_message_end(std::string_view data);
    std::size_t give_up_or_wait(std::size_t size);
    void hand_out(std::string_view text, SinkRef sink);
    bool split(std::string_view text);
    void add_header(std::string_view line);
    void next_message();

    ParserLimits limits_;
    EventFilter filter_;
    ParserCounters counters_;
    std::string banner_;

    std::string pending_;          // the start of a message whose end has not come
    std::vector<Header> headers_;  // of the message at hand
    Fate fate_ = Fate::undecided;
    Ending ending_ = Ending::empty_line;
    std::size_t scanned_ = 0;  // bytes of the message at hand in which its end is known not to be
};

}  // namespace ami
