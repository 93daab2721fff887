// SPDX-License-Identifier: GPL-3.0-or-later
// What portal.fcgi answers to.
#pragma once

#include "cgi/pages/agent_desk.h"
#include "cgi/pages/call_control.h"
#include "cgi/pages/call_recording.h"
#include "cgi/pages/click_to_dial.h"
#include "cgi/pages/hot_key_desk.h"
#include "cgi/pages/live_board.h"
#include "cgi/pages/pop_page.h"
#include "cgi/pages/portal_page.h"
#include "cgi/pages/supervision.h"
#include "cgi/pages/work_desk.h"
#include "cgi/web/routes.h"

namespace pages {

// What portal.fcgi shows and does; outlives its table.
struct PortalPages {
    PortalPages(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
        : connection(db),
          external_crm(settings.external_crm),
          lines(settings.asterisk_servers),
          calls(db),
          people(db),
          board(db),
          portal(db, view, settings),
          pop(db, view, settings),
          recording(db),
          agent(db),
          control(db, view, settings, lines),
          dial(db, view, settings, lines),
          hot_keys(db, view),
          supervision(db, view, settings, lines),
          work(db, view, settings, lines)
    {
    }

    db::LazyConnection& connection;
    const web::ExternalCrm& external_crm;
    web::AsteriskLines lines;
    db::PortalGateway calls;
    db::PeopleGateway people;
    LiveBoard board;
    PortalPage portal;
    PopPage pop;
    CallRecording recording;
    AgentDesk agent;
    CallControl control;
    ClickToDial dial;
    HotKeyDesk hot_keys;
    Supervision supervision;
    WorkDesk work;
};

[[nodiscard]] web::Routes portal_routes(PortalPages& pages);

}  // namespace pages
