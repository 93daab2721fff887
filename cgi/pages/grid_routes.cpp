// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/grid_routes.h"

#include "cgi/pages/page_right.h"

namespace pages {

web::Routes grid_routes(GridPages& pages, web::Access access)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto& spec = pages.spec;
    const std::string path{spec.path};
    const auto everybody = spec.open_to_agents ? web::Access::any_account(access.rows()) : access;
    const auto viewers = with_right(everybody, spec.menu, crm::Right::view);
    const auto editors = with_right(everybody, spec.menu, crm::Right::edit);
    web::Routes routes{
        {Method::get, path, viewers, Shape::page, [&](const Request& rq) { return pages.list.show(rq); }},
        {Method::get, path + "/export", with_right(access, spec.menu, crm::Right::export_rows), Shape::page,
         [&](const Request& rq) { return pages.list.export_result(rq); }},
        {Method::post, path + "/columns", viewers, Shape::page,
         [&](const Request& rq) { return pages.list.choose_columns(rq); }},
    };
    if (spec.has_form || spec.may_delete) {
        const auto batch =
            spec.has_form ? with_right_of_action(access, spec.menu) : with_right(access, spec.menu, crm::Right::remove);
        routes.emplace_back(Method::post, path + "/batch", batch, Shape::page,
                            [&](const Request& rq) { return pages.batch.ask(rq); });
        routes.emplace_back(Method::post, path + "/apply", batch, Shape::page,
                            [&](const Request& rq) { return pages.batch.run(rq); });
    }
    if (spec.has_form) {
        routes.emplace_back(Method::get, path + "/new", editors, Shape::page,
                            [&](const Request& rq) { return pages.record.show_new(rq); });
        routes.emplace_back(Method::get, path + "/edit", viewers, Shape::page,
                            [&](const Request& rq) { return pages.record.show_edit(rq); });
        routes.emplace_back(Method::post, path + "/save", editors, Shape::page,
                            [&](const Request& rq) { return pages.record.save(rq); });
    }
    return routes;
}

}  // namespace pages
