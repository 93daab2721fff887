// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/dialer_routes.h"

#include <iterator>

namespace pages {

web::Routes dialer_routes(DialerPages& pages)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto managers = web::Access::managers(web::Rows::group);
    const auto viewers = managers.with_right(crm::Page::dialer, crm::Right::view);
    const auto runners = managers.with_right(crm::Page::dialer, crm::Right::edit);
    auto& control = pages.control;
    web::Routes routes{
        {Method::get, "/dialer", viewers, Shape::page, [&](const Request& rq) { return pages.page.show(rq); }},
        {Method::get, "/dialer/board", viewers, Shape::data,
         [&](const Request& rq) { return pages.board.of_campaigns(rq); }},
        {Method::post, "/dialer/start", runners, Shape::data, [&](const Request& rq) { return control.start(rq); }},
        {Method::post, "/dialer/stop", runners, Shape::data, [&](const Request& rq) { return control.stop(rq); }},
        {Method::post, "/dialer/pace", runners, Shape::data, [&](const Request& rq) { return control.set_pace(rq); }},
        {Method::post, "/dialer/check", runners, Shape::data, [&](const Request& rq) { return control.check(rq); }},
    };
    auto records = grid_routes(pages.decisions, managers);
    routes.insert(routes.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    return routes;
}

}  // namespace pages
