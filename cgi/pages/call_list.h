// SPDX-License-Identifier: GPL-3.0-or-later
// Finished calls as rows of a template: shared by the portal's recent calls and the pop's earlier calls.
#pragma once

#include "cgi/web/model.h"
#include "common/db/portal_gateway.h"
#include "common/i18n/language.h"

#include <vector>

namespace pages {

void add_calls(web::Model& model, const std::vector<db::PastCall>& calls, runtime::TimePoint now,
               i18n::Language language);

}  // namespace pages
