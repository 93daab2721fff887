// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/csv.h"

namespace web {

bool looks_like_formula(std::string_view text)
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string csv_line(std::span<const CsvCell> cells)
{
    std::string line;
    for (const auto& [text, is_number] : cells) {
        if (!line.empty()) line += ',';
        line += '"';
        if (!is_number && looks_like_formula(text)) line += '\'';
        for (const char c : text) {
            if (c == '"') line += '"';
            line += c;
        }
        line += '"';
    }
    return line += "\r\n";
}

}  // namespace web
