// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a Range header says of a body of any size: what comes of it lies in the body. The first two bytes are the
// size.
#include "cgi/web/byte_range.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size < 2) return 0;
    const std::uint64_t body = data[0] + 256U * data[1];
    const auto range = web::parse_range({reinterpret_cast<const char*>(data) + 2, size - 2}, body);
    const bool is_part = range.kind == web::RangeKind::part;
    fuzz::require(!is_part || (range.first <= range.last && range.last < body), "a part outside the body");
    fuzz::require(is_part || (range.first == 0 && range.last == 0), "a place of no part");
    fuzz::require(!web::content_range(range, body).empty(), "a part without a name");
    return 0;
}
