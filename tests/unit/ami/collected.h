// SPDX-License-Identifier: GPL-3.0-or-later
// Messages copied out of a parser, so that two ways of feeding it can be compared.
#pragma once

#include "common/ami/parser.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using Fields = std::vector<std::pair<std::string, std::string>>;

inline Fields copy(const ami::Message& message)
{
    Fields fields;
    for (const auto& [name, value] : message.headers())
        fields.emplace_back(name, value);
    return fields;
}

// Feeds pieces of at most `piece` bytes.
inline std::vector<Fields> collect(ami::Parser& parser, std::string_view bytes, std::size_t piece)
{
    std::vector<Fields> all;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
        parser.feed(bytes.substr(0, piece), [&](const ami::Message& m) { all.push_back(copy(m)); });
    return all;
}

inline std::vector<Fields> collect(std::string_view bytes, std::size_t piece = std::string_view::npos)
{
    ami::Parser parser;
    return collect(parser, bytes, piece);
}
