// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may stand in Asterisk's CDR file: a line is a record or it is not, and a record's times make sense.
#include "common/calls/cdr_record.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <string_view>

namespace {

void check(std::string_view line, calls::CdrClock clock)
{
    const auto record = calls::parse_cdr_line(line, clock);
    fuzz::require(record == calls::parse_cdr_line(line, clock), "not the same twice");
    if (!record) return;
    fuzz::require(record->end >= record->start, "ended before it began");
    fuzz::require(record->billed.count() >= 0, "negative talk");
    fuzz::require(!calls::split_csv(line).empty(), "a record without fields");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    std::string_view text{reinterpret_cast<const char*>(data), size};
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        check(line, calls::CdrClock::utc);
        check(line, calls::CdrClock::local);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return 0;
}
