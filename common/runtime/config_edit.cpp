// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/config_edit.h"

#include "common/runtime/text.h"

#include <optional>
#include <vector>

namespace runtime {

namespace {

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const auto& line : lines)
        text.append(line).append("\n");
    return text;
}

// "key" of "key = value" or "key: value"; "" for any other line.
std::string key_of(std::string_view line)
{
    const auto text = trim(line);
    const auto sign = text.find_first_of("=:");
    if (sign == std::string_view::npos || text.starts_with(';') || text.starts_with('#') || text.starts_with('['))
        return "";
    return to_lower(trim(text.substr(0, sign)));
}

std::string commented_key_of(std::string_view line)
{
    const auto text = trim(line);
    return text.starts_with(';') ? key_of(text.substr(1)) : "";
}

std::optional<std::string> section_of(std::string_view line)
{
    const auto text = trim(line);
    const auto end = text.find(']');
    if (!text.starts_with('[') || end == std::string_view::npos) return std::nullopt;
    return to_lower(trim(text.substr(1, end - 1)));
}

// The line with another value: its indentation, its key as it is written and its comment stay.
std::string changed_line(std::string_view line, std::string_view value)
{
    const auto sign = line.find_first_of("=:");
    std::string changed{line.substr(0, sign + 1)};
    if (!value.empty()) changed.append(" ").append(value);
    const auto comment = line.find(" ;", sign + 1);
    if (comment != std::string_view::npos)
        changed.append(line.substr(line.find_last_not_of(' ', comment) + 1));
    else if (line.ends_with('\r'))
        changed += '\r';
    return changed;
}

// Where things stand, as indexes into the lines.
struct Places {
    std::optional<std::size_t> key;
    std::optional<std::size_t> commented;
    std::optional<std::size_t> last_of_section;  // its last key, or its header
};

Places find_places(const std::vector<std::string>& lines, const std::string& section, const std::string& key)
{
    Places places;
    std::string current;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto header = section_of(lines[i]);
        if (header) current = *header;
        if (current != section) continue;
        const auto found = key_of(lines[i]);
        if (header || !found.empty()) places.last_of_section = i;
        if (found == key) places.key = i;
        if (commented_key_of(lines[i]) == key) places.commented = i;
    }
    return places;
}

}  // namespace

std::string with_value(std::string_view text, std::string_view section, std::string_view key, std::string_view value)
{
    auto lines = lines_of(text);
    const auto places = find_places(lines, to_lower(section), to_lower(key));
    if (places.key) {
        lines[*places.key] = changed_line(lines[*places.key], value);
        return joined(lines);
    }
    const auto line = changed_line(std::string(key) + " =", value);
    if (const auto before = places.commented ? places.commented : places.last_of_section) {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(*before) + 1, line);
        return joined(lines);
    }
    if (!lines.empty() && !trim(lines.back()).empty()) lines.emplace_back();
    lines.push_back("[" + std::string(section) + "]");
    lines.push_back(line);
    return joined(lines);
}

}  // namespace runtime
