// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/url_template.h"

#include <algorithm>
#include <array>

namespace crm {

namespace {

constexpr std::array<std::string_view, 5> variables{"%callerid", "%calleeid", "%method", "%uniqueid", "%calldate"};

std::string escaped(std::string_view text)
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += hex[byte >> 4U];
        out += hex[byte & 15U];
    }
    return out;
}

}  // namespace

std::span<const std::string_view> url_variables()
{
    return variables;
}

std::string fill_url(std::string_view url, const CalledUrl& call)
{
    const std::array values{&call.callerid, &call.calleeid, &call.method, &call.uniqueid, &call.calldate};
    std::string filled;
    while (!url.empty()) {
        const auto known =
            std::find_if(variables.begin(), variables.end(), [&](auto name) { return url.starts_with(name); });
        if (known == variables.end()) {
            filled += url.front();
            url.remove_prefix(1);
        } else {
            filled += escaped(*values.at(static_cast<std::size_t>(known - variables.begin())));
            url.remove_prefix(known->size());
        }
    }
    return filled;
}

}  // namespace crm
