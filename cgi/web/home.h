// SPDX-License-Identifier: GPL-3.0-or-later
// Where somebody begins: the agent's page, or the manager's when the account type has no right to the former.
#pragma once

#include "cgi/web/urls.h"
#include "common/db/account_gateway.h"

namespace web {

[[nodiscard]] inline const char* home_url(const db::Account& account)
{
    return account.may(crm::Page::portal, crm::Right::view) ? portal_url : manager_url;
}

}  // namespace web
