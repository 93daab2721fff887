// SPDX-License-Identifier: GPL-3.0-or-later
// The colleagues an account watches, as JSON: who, whether the telephone is there, and their live calls as the feed's
// `call` events carry them.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/db/colleague_gateway.h"

namespace pages {

[[nodiscard]] web::Response colleagues(const web::Request& request, db::ColleagueGateway& gateway);

}  // namespace pages
