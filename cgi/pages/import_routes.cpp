// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/import_routes.h"

namespace pages {

web::Routes import_routes(ImportPages& pages)
{
    using web::Access;
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto managers = Access::managers(web::Rows::group);
    const auto viewers = managers.with_right(crm::Page::import, crm::Right::view);
    const auto importers = managers.with_right(crm::Page::import, crm::Right::edit);
    const auto undoers = managers.with_right(crm::Page::import, crm::Right::remove);
    auto& list = pages.list;
    auto& job = pages.job;
    return {
        {Method::get, "/import", viewers, Shape::page, [&](const Request& rq) { return list.show(rq); }},
        {Method::post, "/import/upload", importers, Shape::page, [&](const Request& rq) { return list.upload(rq); }},
        {Method::post, "/import/pick", Access::admins(), Shape::page, [&](const Request& rq) { return list.pick(rq); }},
        {Method::get, "/import/job", viewers, Shape::page, [&](const Request& rq) { return job.show(rq); }},
        {Method::get, "/import/state", viewers, Shape::data, [&](const Request& rq) { return job.state(rq); }},
        {Method::get, "/import/rejects", viewers, Shape::page, [&](const Request& rq) { return job.rejects(rq); }},
        {Method::post, "/import/look", importers, Shape::page, [&](const Request& rq) { return job.look(rq); }},
        {Method::post, "/import/start", importers, Shape::page, [&](const Request& rq) { return job.start(rq); }},
        {Method::post, "/import/again", importers, Shape::page, [&](const Request& rq) { return job.again(rq); }},
        {Method::post, "/import/undo", undoers, Shape::page, [&](const Request& rq) { return job.undo(rq); }},
        {Method::post, "/import/discard", importers, Shape::page, [&](const Request& rq) { return job.discard(rq); }},
    };
}

}  // namespace pages
