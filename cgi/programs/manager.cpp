// SPDX-License-Identifier: GPL-3.0-or-later
// manager.fcgi: the pages of administrators and group administrators. Reads astercrm.conf and what the CRM knows;
// writes the CRM's tables and the upload folder; starts astercrm-import.
#include "cgi/pages/manager_routes.h"
#include "cgi/programs/program.h"
#include "common/runtime/background.h"

int main()
{
    return programs::run_program("manager.fcgi", [](const web::Settings& settings) {
        runtime::forget_children();
        const web::View view{settings.share_path};
        db::LazyConnection db{settings.database};
        pages::ManagerPages pages{db, view, settings};
        web::Site site{pages::manager_routes(pages), db, view};
        return programs::serve(site, settings);
    });
}
