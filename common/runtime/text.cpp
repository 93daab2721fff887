// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/text.h"

#include <charconv>

namespace runtime {

std::string to_lower(std::string_view ascii)
{
    std::string out{ascii};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view trim(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split_list(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(separator);
        const auto part = trim(text.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return parts;
}

std::optional<long long> to_number(std::string_view text)
{
    long long value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

namespace {

unsigned char byte_at(std::string_view s, std::size_t i)
{
    return static_cast<unsigned char>(s[i]);
}

// Length of the well-formed sequence at `i` (RFC 3629: no overlong form, no surrogate), 0 when there is none.
std::size_t sequence_length(std::string_view s, std::size_t i)
{
    const unsigned char lead = byte_at(s, i);
    if (lead == 0) return 0;
    if (lead < 0x80) return 1;
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        length = 2;
    else if (lead >= 0xE0 && lead <= 0xEF)
        length = 3;
    else if (lead >= 0xF0 && lead <= 0xF4)
        length = 4;
    else
        return 0;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (i + length > s.size() || byte_at(s, i + 1) < low || byte_at(s, i + 1) > high) return 0;
    for (std::size_t k = 2; k < length; ++k)
        if ((byte_at(s, i + k) & 0xC0) != 0x80) return 0;
    return length;
}

}  // namespace

std::string to_utf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const auto length = sequence_length(bytes, i);
        if (length == 0)
            out += "\xEF\xBF\xBD";
        else
            out += bytes.substr(i, length);
        i += length == 0 ? 1 : length;
    }
    return out;
}

std::string_view utf8_prefix(std::string_view text, std::size_t characters)
{
    std::size_t i = 0;
    while (i < text.size()) {
        if ((byte_at(text, i) & 0xC0) != 0x80 && characters-- == 0) break;
        ++i;
    }
    return text.substr(0, i);
}

}  // namespace runtime
