// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/text_mark.h"

#include "cgi/web/secrets.h"

namespace pages {

std::string text_mark(std::string_view text)
{
    return web::hex(web::sha256(text)).substr(0, 24);
}

}  // namespace pages
