// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/message.h"

#include <cstring>

namespace ami {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool iequals(std::string_view a, std::string_view b)
{
    if (a.size() != b.size()) return false;
    // Asterisk nearly always spells a name as we do.
    if (std::memcmp(a.data(), b.data(), a.size()) == 0) return true;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

std::string_view Message::find(std::string_view name) const
{
    for (const auto& header : headers_)
        if (iequals(header.name, name)) return header.value;
    return {};
}

bool Message::has(std::string_view name) const
{
    for (const auto& header : headers_)
        if (iequals(header.name, name)) return true;
    return false;
}

// Asterisk names the kind of a message in its first line. Elsewhere it is looked for only when the first line is
// neither, so that a line smuggled into a response can't turn it into an event, nor the reverse.
std::string_view Message::event() const
{
    if (headers_.empty() || iequals(headers_.front().name, "Response")) return {};
    return find("Event");
}

std::string_view Message::response() const
{
    if (headers_.empty() || iequals(headers_.front().name, "Event")) return {};
    return find("Response");
}

}  // namespace ami
