// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: which part of a body the header Range asks for (RFC 9110, 14).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace web {

enum class RangeKind {
    whole,          // no range, several of them, another unit, or nothing that is one
    part,           // from `first` to `last`
    unsatisfiable,  // a range, but nothing of the body lies in it
};

struct ByteRange {
    RangeKind kind = RangeKind::whole;
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // within the body, not before first
    bool operator==(const ByteRange&) const = default;
};

[[nodiscard]] ByteRange parse_range(std::string_view header, std::uint64_t size);

// For Content-Range: "bytes 0-99/1234", "bytes */1234".
[[nodiscard]] std::string content_range(const ByteRange& range, std::uint64_t size);

}  // namespace web
