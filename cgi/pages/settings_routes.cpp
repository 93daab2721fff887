// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_routes.h"

namespace pages {

web::Routes settings_routes(SettingsPage& page)
{
    using web::Access;
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto admins = Access::admins();
    return {
        {Method::get, "/preferences", admins, Shape::page, [&](const Request& rq) { return page.show(rq); }},
        {Method::post, "/preferences", admins, Shape::page, [&](const Request& rq) { return page.save(rq); }},
        {Method::post, "/preferences/check", admins, Shape::fragment,
         [&](const Request& rq) { return page.check(rq); }},
    };
}

}  // namespace pages
