// SPDX-License-Identifier: GPL-3.0-or-later
// What media.fcgi answers to.
#pragma once

#include "cgi/pages/media_page.h"
#include "cgi/web/routes.h"

namespace pages {

// The page outlives the table.
[[nodiscard]] web::Routes media_routes(MediaPage& media);

}  // namespace pages
