// SPDX-License-Identifier: GPL-3.0-or-later
// The reports' pages of manager.fcgi.
#pragma once

#include "cgi/pages/report_page.h"
#include "cgi/pages/time_sheet_page.h"
#include "cgi/web/routes.h"

namespace pages {

struct ReportPages {
    ReportPages(db::LazyConnection& db, const ManagerFrame& frame) : calls(db, frame), time_sheet(db, frame) {}

    ReportPage calls;
    TimeSheetPage time_sheet;
};

// The pages outlive the table.
[[nodiscard]] web::Routes report_routes(ReportPages& pages);

}  // namespace pages
