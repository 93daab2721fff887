// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's own status in the portal: what it is, what may be chosen, and the choices. The answer to a choice tells
// that it was asked for; what becomes of it comes through the feed (topic `agent`).
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/db/agent_request_gateway.h"
#include "common/db/agent_work_gateway.h"
#include "common/db/dial_attempt_gateway.h"

namespace pages {

class AgentDesk {
public:
    explicit AgentDesk(db::LazyConnection& db) : agents_(db), works_(db), attempts_(db) {}

    [[nodiscard]] web::Response state(const web::Request& request);
    // action = ready, pause (with a reason or without), off, extend, finish; join, leave, pause_queue, resume_queue
    // (queue). 404: nothing this account may do. 409: the wrap-up goes on until a result is chosen.
    [[nodiscard]] web::Response choose(const web::Request& request);

private:
    [[nodiscard]] bool ask(const web::Request& request);
    [[nodiscard]] bool owes_disposition(const web::Request& request);

    db::AgentRequestGateway agents_;
    db::AgentWorkGateway works_;
    db::DialAttemptGateway attempts_;
};

}  // namespace pages
