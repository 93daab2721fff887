// SPDX-License-Identifier: GPL-3.0-or-later
// portal.fcgi: the agent's desktop. Reads astercrm.conf, the calls and the customers; writes customers, notes and
// answers to surveys.
#include "cgi/pages/portal_routes.h"
#include "cgi/programs/program.h"

int main()
{
    return programs::run_program("portal.fcgi", [](const web::Settings& settings) {
        const web::View view{settings.share_path};
        db::LazyConnection db{settings.database};
        db::PortalGateway calls{db};
        pages::PortalPage portal{db, view, settings};
        pages::PopPage pop{db, view, settings};
        pages::CallRecording recording{db};
        pages::AgentDesk agent{db};
        web::Site site{pages::portal_routes(portal, pop, calls, recording, agent), db, view};
        return programs::serve(site, settings);
    });
}
