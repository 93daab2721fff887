// SPDX-License-Identifier: GPL-3.0-or-later
// An agent's own day in the portal: calls, talk, pauses, time logged in, up to now.
#pragma once

#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "common/db/report_gateway.h"

namespace pages {

void fill_own_day(web::Model& model, const web::Request& request, db::ReportGateway& reports);

}  // namespace pages
