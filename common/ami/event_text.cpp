// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/event_text.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace ami {

namespace {

constexpr std::string_view line_end = "  ";
constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_plain(char c)
{
    return c > ' ' && c < '\x7F';
}

// Nearly every value: one word or sentence of ASCII.
bool needs_no_care(std::string_view text)
{
    char before = ' ';
    for (const char c : text) {
        if (!is_plain(c) && (c != ' ' || before == ' ')) return false;
        before = c;
    }
    return text.empty() || before != ' ';
}

// `follows_space`: what stands before the text on its line ends with a space.
void append_within_line(std::string& out, std::string_view raw, bool follows_space)
{
    if (needs_no_care(raw)) {
        out += raw;
        return;
    }
    const auto text = runtime::to_utf8(raw);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_space = text[i] == ' ' || text[i] == '\r' || text[i] == '\n';
        if (!is_space)
            out += text[i];
        else if (follows_space || i + 1 == text.size())
            out += no_break_space;
        else
            out += ' ';
        follows_space = is_space && out.back() == ' ';
    }
}

}  // namespace

std::string to_event_text(const Message& message)
{
    std::string out;
    std::size_t size = 0;
    for (const auto& [name, value] : message.headers())
        size += name.size() + value.size() + 2 * line_end.size();
    out.reserve(size);
    for (const auto& [name, value] : message.headers()) {
        if (!out.empty()) out += line_end;
        // A line that begins with its colon keeps it, or its value would be read as a header.
        const bool has_colon = !name.empty() || value.empty() || value.find(':') != std::string_view::npos;
        if (has_colon) {
            append_within_line(out, name, false);
            out += ": ";
        }
        append_within_line(out, value, has_colon);
    }
    return out;
}

// A header without a value ends with the space behind its colon: its line end is the last two of three.
Message EventText::read(std::string_view text)
{
    headers_.clear();
    while (!text.empty()) {
        const auto colon = text.find(':');
        auto end = std::min(text.find(line_end), text.size());
        Header header{{}, text.substr(0, end)};
        if (colon < end) {
            const auto begin = std::min(colon + 2, text.size());
            end = std::min(text.find(line_end, begin), text.size());
            header = {text.substr(0, colon), text.substr(begin, end - begin)};
        }
        headers_.push_back(header);
        text.remove_prefix(std::min(end + line_end.size(), text.size()));
    }
    return Message{headers_};
}

}  // namespace ami
