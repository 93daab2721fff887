// SPDX-License-Identifier: GPL-3.0-or-later
// What portal.fcgi answers to.
#pragma once

#include "cgi/pages/agent_desk.h"
#include "cgi/pages/call_control.h"
#include "cgi/pages/call_recording.h"
#include "cgi/pages/click_to_dial.h"
#include "cgi/pages/pop_page.h"
#include "cgi/pages/portal_page.h"
#include "cgi/pages/work_desk.h"
#include "cgi/web/routes.h"
#include "common/db/colleague_gateway.h"

namespace pages {

// What portal.fcgi shows and does; outlives its table.
struct PortalPages {
    PortalPages(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
        : lines(settings.asterisk_servers),
          calls(db),
          colleagues(db),
          portal(db, view, settings),
          pop(db, view, settings),
          recording(db),
          agent(db),
          control(db, view, settings, lines),
          dial(db, view, settings, lines),
          work(db, view, settings, lines)
    {
    }

    web::AsteriskLines lines;
    db::PortalGateway calls;
    db::ColleagueGateway colleagues;
    PortalPage portal;
    PopPage pop;
    CallRecording recording;
    AgentDesk agent;
    CallControl control;
    ClickToDial dial;
    WorkDesk work;
};

[[nodiscard]] web::Routes portal_routes(PortalPages& pages);

}  // namespace pages
