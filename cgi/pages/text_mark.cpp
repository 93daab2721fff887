// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/text_mark.h"

#include "cgi/web/secrets.h"

namespace pages {

std::string text_mark(std::string_view text)
{
    std::string mark;
    for (const char c : web::sha256(text).substr(0, 12)) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        mark += {digits[byte >> 4U], digits[byte & 15U]};
    }
    return mark;
}

}  // namespace pages
