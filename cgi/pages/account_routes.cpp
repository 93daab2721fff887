// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/account_routes.h"

namespace pages {

web::Routes account_routes(AccountPages& pages)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto managers = web::Access::managers(web::Rows::group);
    auto& page = pages.account;
    auto routes = grid_routes(pages.list, managers);
    const auto add = [&](Method method, std::string_view path, web::Handler handler) {
        routes.emplace_back(method, path, managers, Shape::page, std::move(handler));
    };
    add(Method::get, "/accounts/new", [&](const Request& rq) { return page.show_new(rq); });
    add(Method::get, "/accounts/edit", [&](const Request& rq) { return page.show_edit(rq); });
    add(Method::post, "/accounts/save", [&](const Request& rq) { return page.save(rq); });
    add(Method::post, "/accounts/unlock", [&](const Request& rq) { return page.unlock(rq); });
    add(Method::get, "/accounts/delete", [&](const Request& rq) { return page.ask_delete(rq); });
    add(Method::post, "/accounts/delete", [&](const Request& rq) { return page.remove(rq); });
    return routes;
}

}  // namespace pages
