// SPDX-License-Identifier: GPL-3.0-or-later
// portal.fcgi: the agent's desktop. Reads astercrm.conf, the calls and the customers; writes customers, notes and
// answers to surveys; asks Asterisk to make, answer, transfer and end calls.
#include "cgi/pages/portal_routes.h"
#include "cgi/programs/program.h"

int main()
{
    return programs::run_program("portal.fcgi", [](const web::Settings& settings) {
        const web::View view{settings.share_path};
        db::LazyConnection db{settings.database};
        pages::PortalPages pages{db, view, settings};
        web::Site site{pages::portal_routes(pages), db, view};
        return programs::serve(site, settings);
    });
}
