// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of manager.fcgi about what goes on at this moment, and what a supervisor does about it.
#pragma once

#include "cgi/pages/supervision.h"
#include "cgi/pages/system_page.h"
#include "cgi/web/routes.h"

namespace pages {

struct SystemPages {
    SystemPages(db::LazyConnection& db, const ManagerFrame& frame, const web::View& view, const web::Settings& settings)
        : lines(settings.asterisk_servers), page(db, frame, settings), supervision(db, view, settings, lines)
    {
    }

    web::AsteriskLines lines;
    SystemPage page;
    Supervision supervision;
};

// The pages outlive the table.
[[nodiscard]] web::Routes system_routes(SystemPages& pages);

}  // namespace pages
