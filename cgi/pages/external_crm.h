// SPDX-License-Identifier: GPL-3.0-or-later
// The page of another CRM that a call opens (system.enable_external_crm).
#pragma once

#include "cgi/web/elsewhere.h"
#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"

#include <string>

namespace pages {

// number (of the other side), dir (in, out), uniqueid, start (epoch ms; absent: now); empty where no other CRM is used.
[[nodiscard]] std::string external_url(const web::Request& request, const web::ExternalCrm& crm);
// {"url": ...}
[[nodiscard]] web::Response show_external_url(const web::Request& request, const web::ExternalCrm& crm);

// The portal's frame for it, and what the portal may load therefore.
[[nodiscard]] web::Elsewhere add_external_crm(web::Model& model, const web::ExternalCrm& crm);

}  // namespace pages
