// SPDX-License-Identifier: GPL-3.0-or-later
// The live side of the portal as JSON: the state to begin with, and the feed for browsers that cannot stream.
#pragma once

#include "cgi/pages/call_recording.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/db/portal_gateway.h"

#include <string>
#include <vector>

namespace pages {

// Both carry the server's clock and a watermark of the feed, read before anything else.
[[nodiscard]] web::Response call_state(const web::Request& request, db::LazyConnection& db, db::PortalGateway& calls,
                                       CallRecording& recording);
[[nodiscard]] web::Response call_feed(const web::Request& request, db::PortalGateway& calls);

// One payload for each channel of the account, as the feed's `call` events carry it: of several legs (a ring group
// rings many phones) the most advanced tells the story. Pure.
[[nodiscard]] std::vector<std::string> live_call_payloads(const std::vector<db::LiveCall>& calls);

}  // namespace pages
