// SPDX-License-Identifier: GPL-3.0-or-later
// The account types of manager.fcgi: the list, and the page of one.
#pragma once

#include "cgi/pages/account_type_page.h"
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/grid_routes.h"

namespace pages {

struct AccountTypePages {
    AccountTypePages(db::LazyConnection& db, const ManagerFrame& frame)
        : list(db, frame, specs::user_types), type(db, frame)
    {
    }

    GridPages list;
    AccountTypePage type;
};

// The pages outlive the table.
[[nodiscard]] web::Routes account_type_routes(AccountTypePages& pages);

}  // namespace pages
