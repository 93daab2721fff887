// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/grid_routes.h"

namespace pages {

web::Routes grid_routes(GridPages& pages, web::Access access)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto& spec = pages.spec;
    const std::string path{spec.path};
    web::Routes routes{
        {Method::get, path, access, Shape::page, [&](const Request& rq) { return pages.list.show(rq); }},
        {Method::get, path + "/export", access, Shape::page,
         [&](const Request& rq) { return pages.list.export_result(rq); }},
        {Method::post, path + "/columns", access, Shape::page,
         [&](const Request& rq) { return pages.list.choose_columns(rq); }},
    };
    if (spec.has_form || spec.may_delete) {
        routes.emplace_back(Method::post, path + "/batch", access, Shape::page,
                            [&](const Request& rq) { return pages.batch.ask(rq); });
        routes.emplace_back(Method::post, path + "/apply", access, Shape::page,
                            [&](const Request& rq) { return pages.batch.run(rq); });
    }
    if (spec.has_form) {
        routes.emplace_back(Method::get, path + "/new", access, Shape::page,
                            [&](const Request& rq) { return pages.record.show_new(rq); });
        routes.emplace_back(Method::get, path + "/edit", access, Shape::page,
                            [&](const Request& rq) { return pages.record.show_edit(rq); });
        routes.emplace_back(Method::post, path + "/save", access, Shape::page,
                            [&](const Request& rq) { return pages.record.save(rq); });
    }
    return routes;
}

}  // namespace pages
