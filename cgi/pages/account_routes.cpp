// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/account_routes.h"

namespace pages {

web::Routes account_routes(AccountPages& pages)
{
    using web::Method;
    using web::Request;
    const auto managers = web::Access::managers(web::Rows::group);
    auto& page = pages.account;
    auto routes = grid_routes(pages.list, managers);
    const auto add = [&](Method method, std::string_view path, crm::Right right, web::Handler handler) {
        routes.emplace_back(method, path, managers.with_right(crm::Page::accounts, right), web::Shape::page,
                            std::move(handler));
    };
    add(Method::get, "/accounts/new", crm::Right::edit, [&](const Request& rq) { return page.show_new(rq); });
    add(Method::get, "/accounts/edit", crm::Right::view, [&](const Request& rq) { return page.show_edit(rq); });
    add(Method::post, "/accounts/save", crm::Right::edit, [&](const Request& rq) { return page.save(rq); });
    add(Method::post, "/accounts/unlock", crm::Right::edit, [&](const Request& rq) { return page.unlock(rq); });
    add(Method::get, "/accounts/delete", crm::Right::remove, [&](const Request& rq) { return page.ask_delete(rq); });
    add(Method::post, "/accounts/delete", crm::Right::remove, [&](const Request& rq) { return page.remove(rq); });
    return routes;
}

}  // namespace pages
