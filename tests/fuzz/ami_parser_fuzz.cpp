// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may come from the network. Whatever they are: chunking does not change what the parser says, limits hold,
// and after the message at hand has ended, the next one is intact.
#include "common/ami/parser.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <string>

namespace {

using fuzz::require;

constexpr ami::ParserLimits small{.line = 64, .message = 512, .headers = 8};

bool is_wanted(std::string_view event)
{
    return !event.starts_with("V");
}

struct Seen {
    std::string text;  // all messages, written out
    std::string last;
    ami::ParserCounters counters;
    std::string banner;
};

// `step` 0: whole. Otherwise pieces whose sizes wander from 1 to 256.
Seen feed(std::string_view bytes, ami::ParserLimits limits, unsigned step)
{
    ami::Parser parser{limits, is_wanted};
    Seen seen;
    const auto note = [&](const ami::Message& message) {
        require(message.headers().size() <= limits.headers, "header limit");
        seen.last.clear();
        for (const auto& [name, value] : message.headers()) {
            require(std::max(name.size(), value.size()) <= limits.line, "line limit");
            seen.last.append(name).append("\x1f").append(value).append("\x1e");
        }
        seen.text += seen.last;
    };
    for (unsigned i = step; !bytes.empty(); i = i * 1103515245U + 12345U) {
        const auto piece = step == 0 ? bytes.size() : std::size_t{(i >> 16U) % 256U} + 1;
        parser.feed(bytes.substr(0, piece), note);
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    seen.counters = parser.counters();
    seen.banner = parser.banner();
    return seen;
}

void check(const std::string& bytes, ami::ParserLimits limits, unsigned step)
{
    const auto whole = feed(bytes, limits, 0);
    const auto pieces = feed(bytes, limits, step);
    require(whole.text == pieces.text, "messages depend on chunking");
    require(whole.banner == pieces.banner, "greeting depends on chunking");
    require(whole.counters.messages == pieces.counters.messages, "message count depends on chunking");
    require(whole.counters.dropped == pieces.counters.dropped, "drop count depends on chunking");
    require(whole.counters.skipped == pieces.counters.skipped, "skip count depends on chunking");
    require(whole.last ==
                "Event\x1fHangup\x1e"
                "Cause\x1f"
                "16\x1e",
            "the message after is not intact");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size == 0) return 0;
    std::string bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    bytes += "\r\n\r\n--END COMMAND--\r\n\r\nEvent: Hangup\r\nCause: 16\r\n\r\n";
    check(bytes, {}, data[0] + 1U);
    check(bytes, small, data[0] + 1U);
    return 0;
}
