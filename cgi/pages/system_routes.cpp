// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/system_routes.h"

namespace pages {

web::Routes system_routes(SystemPages& pages)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto managers = web::Access::managers(web::Rows::group);
    const auto viewers = managers.with_right(crm::Page::system, crm::Right::view);
    const auto supervisors = managers.with_right(crm::Page::system, crm::Right::edit);
    auto& page = pages.page;
    auto& supervision = pages.supervision;
    return {
        {Method::get, "/system", viewers, Shape::page, [&](const Request& rq) { return page.show(rq); }},
        {Method::get, "/wallboard", viewers, Shape::page, [&](const Request& rq) { return page.wallboard(rq); }},
        {Method::post, "/system/listen", supervisors, Shape::data,
         [&](const Request& rq) { return supervision.listen(rq); }},
        {Method::post, "/system/hangup", supervisors, Shape::data,
         [&](const Request& rq) { return supervision.hang_up(rq); }},
        {Method::post, "/system/agent", supervisors, Shape::data,
         [&](const Request& rq) { return supervision.force(rq); }},
    };
}

}  // namespace pages
