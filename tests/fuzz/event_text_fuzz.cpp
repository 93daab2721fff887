// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever Asterisk sends becomes one line of text, and read again that line has no header a value made up.
#include "common/ami/event_text.h"
#include "common/ami/parser.h"
#include "tests/fuzz/require.h"

#include <string>
#include <string_view>

namespace {

void check(const ami::Message& message)
{
    const auto text = ami::to_event_text(message);
    fuzz::require(text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos, "more than a line");
    ami::EventText reader;
    const auto again = reader.read(text);
    fuzz::require(again.headers().size() <= message.headers().size(), "a header made up");
    const auto copy = ami::to_event_text(again);
    ami::EventText second;
    fuzz::require(ami::to_event_text(second.read(copy)) == copy, "not stable");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    ami::Parser parser;
    std::string bytes{reinterpret_cast<const char*>(data), size};
    bytes += "\r\n\r\n";
    parser.feed(bytes, [](const ami::Message& message) { check(message); });
    return 0;
}
