// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of manager.fcgi: the list, and the page of one.
#pragma once

#include "cgi/pages/account_page.h"
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/grid_routes.h"
#include "cgi/web/routes.h"

namespace pages {

struct AccountPages {
    AccountPages(db::LazyConnection& db, const ManagerFrame& frame, web::PasswordHasher::Cost cost)
        : list(db, frame, specs::accounts), account(db, frame, cost)
    {
    }

    GridPages list;
    AccountPage account;
};

// The pages outlive the table.
[[nodiscard]] web::Routes account_routes(AccountPages& pages);

}  // namespace pages
