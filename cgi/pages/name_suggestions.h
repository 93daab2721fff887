// SPDX-License-Identifier: GPL-3.0-or-later
// Names that begin with what was typed: of customers and contacts the visitor may see.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "common/db/people_gateway.h"

namespace pages {

// text; of = customer, contact, or both when absent. {"names": [{"name", "of", "customerid", "contactid"}]}; `of` is a
// contact's customer, else the customer's city.
[[nodiscard]] web::Response suggest_names(const web::Request& request, db::PeopleGateway& people);

}  // namespace pages
