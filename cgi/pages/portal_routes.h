// SPDX-License-Identifier: GPL-3.0-or-later
// What portal.fcgi answers to.
#pragma once

#include "cgi/pages/agent_desk.h"
#include "cgi/pages/call_recording.h"
#include "cgi/pages/pop_page.h"
#include "cgi/pages/portal_page.h"
#include "cgi/web/routes.h"

namespace pages {

// The pages outlive the table.
[[nodiscard]] web::Routes portal_routes(PortalPage& portal, PopPage& pop, db::PortalGateway& calls,
                                        CallRecording& recording, AgentDesk& agent);

}  // namespace pages
