// SPDX-License-Identifier: GPL-3.0-or-later
// An account's telephone as the dialing rules see it.
#pragma once

#include "cgi/web/settings.h"
#include "common/db/call_control_gateway.h"
#include "common/dialing/manual_dial.h"

namespace pages {

// Contexts are the settings' where the group has none.
[[nodiscard]] dialing::Desk desk_of(const db::Telephone& telephone, const web::Settings& settings);

}  // namespace pages
