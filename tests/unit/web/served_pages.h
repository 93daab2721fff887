// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of all web programs and the route tables they are served by.
#pragma once

#include "cgi/pages/login_routes.h"
#include "cgi/pages/manager_routes.h"
#include "cgi/pages/media_routes.h"
#include "cgi/pages/portal_routes.h"

namespace test {

struct ServedPages {
    ServedPages(const db::DbConfig& database, web::Settings with) : settings(std::move(with)), db(database) {}

    web::View view{CC_SHARE_DIR};
    web::Settings settings;
    web::PasswordHasher hasher{{}};
    db::LazyConnection db;
    pages::LoginPage login{db, view, hasher};
    pages::PasswordPage password{db, view, hasher};
    pages::PortalPages portal{db, view, settings};
    pages::ManagerPages manager{db, view, settings};
    pages::MediaPage media{db, view, settings};
    web::Routes login_routes = pages::login_routes(login, password);
    web::Routes portal_routes = pages::portal_routes(portal);
    web::Routes manager_routes = pages::manager_routes(manager);
    web::Routes media_routes = pages::media_routes(media);
};

}  // namespace test
