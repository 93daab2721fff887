// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: where a customer is: a link for everybody, and what map.js needs to show it on the page.
#pragma once

#include "cgi/web/elsewhere.h"
#include "cgi/web/model.h"
#include "cgi/web/settings.h"
#include "common/db/people_gateway.h"

namespace pages {

// Nothing of it without an address. What the page may load then, once somebody opens the map.
[[nodiscard]] web::Elsewhere add_map(web::Model& model, const db::Customer& customer, const web::MapSettings& settings);

}  // namespace pages
