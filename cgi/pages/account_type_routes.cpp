// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/account_type_routes.h"

namespace pages {

web::Routes account_type_routes(AccountTypePages& pages)
{
    using web::Method;
    using web::Request;
    const auto admins = web::Access::admins();
    auto& page = pages.type;
    auto routes = grid_routes(pages.list, admins);
    const auto add = [&](Method method, std::string_view path, web::Handler handler) {
        routes.emplace_back(method, path, admins, web::Shape::page, std::move(handler));
    };
    add(Method::get, "/types/new", [&](const Request& rq) { return page.show_new(rq); });
    add(Method::get, "/types/edit", [&](const Request& rq) { return page.show_edit(rq); });
    add(Method::post, "/types/save", [&](const Request& rq) { return page.save(rq); });
    add(Method::get, "/types/delete", [&](const Request& rq) { return page.ask_delete(rq); });
    add(Method::post, "/types/delete", [&](const Request& rq) { return page.remove(rq); });
    return routes;
}

}  // namespace pages
