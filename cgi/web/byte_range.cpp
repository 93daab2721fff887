// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/byte_range.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace web {

namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Digits only; what is too large is as large as it can be.
std::optional<std::uint64_t> parse_position(std::string_view digits)
{
    std::uint64_t value = 0;
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} ? value : std::numeric_limits<std::uint64_t>::max();
}

// "-500": the last 500 bytes.
ByteRange parse_suffix(std::string_view digits, std::uint64_t size)
{
    const auto length = parse_position(digits);
    if (!length) return {};
    if (*length == 0 || size == 0) return {.kind = RangeKind::unsatisfiable};
    return {RangeKind::part, size - std::min(*length, size), size - 1};
}

}  // namespace

ByteRange parse_range(std::string_view header, std::uint64_t size)
{
    const auto equals = header.find('=');
    if (equals == std::string_view::npos || runtime::to_lower(trimmed(header.substr(0, equals))) != "bytes") return {};
    const auto spec = trimmed(header.substr(equals + 1));
    const auto dash = spec.find('-');
    if (dash == std::string_view::npos) return {};
    if (dash == 0) return parse_suffix(spec.substr(1), size);
    const auto first = parse_position(spec.substr(0, dash));
    const auto rest = spec.substr(dash + 1);
    const auto last = rest.empty() ? std::numeric_limits<std::uint64_t>::max() : parse_position(rest);
    if (!first || !last || *last < *first) return {};
    if (*first >= size) return {.kind = RangeKind::unsatisfiable};
    return {RangeKind::part, *first, std::min(*last, size - 1)};
}

std::string content_range(const ByteRange& range, std::uint64_t size)
{
    const auto where = range.kind == RangeKind::unsatisfiable
                           ? std::string{"*"}
                           : std::to_string(range.first) + "-" + std::to_string(range.last);
    return "bytes " + where + "/" + std::to_string(size);
}

}  // namespace web
