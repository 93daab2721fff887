// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/crm_routes.h"

#include <iterator>

namespace pages {

web::Routes crm_routes(CrmPages& pages)
{
    const auto managers = web::Access::managers(web::Rows::group);
    web::Routes routes = grid_routes(pages.trunks, web::Access::admins());
    auto of_groups = grid_routes(pages.groups, web::Access::admins());
    routes.insert(routes.end(), std::make_move_iterator(of_groups.begin()), std::make_move_iterator(of_groups.end()));
    auto of_holidays = grid_routes(pages.holidays, web::Access::admins());
    routes.insert(routes.end(), std::make_move_iterator(of_holidays.begin()),
                  std::make_move_iterator(of_holidays.end()));
    for (auto* page : {&pages.customers, &pages.contacts, &pages.notes, &pages.speeddial, &pages.pause_reasons,
                       &pages.do_not_call, &pages.campaigns, &pages.dispositions, &pages.diallist, &pages.dialedlist,
                       &pages.call_records, &pages.recordings, &pages.listening, &pages.audit, &pages.sign_ins}) {
        auto more = grid_routes(*page, managers);
        routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    routes.emplace_back(web::Method::get, "/customers/show",
                        web::Access::any_account(web::Rows::group).with_right(crm::Page::customers, crm::Right::view),
                        web::Shape::page, [&](const web::Request& rq) { return pages.customer.show(rq); });
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto admins = web::Access::admins();
    routes.emplace_back(Method::get, "/holidays/lines", admins, Shape::page,
                        [&](const Request& rq) { return pages.holiday_lines.show(rq); });
    routes.emplace_back(Method::post, "/holidays/lines", admins, Shape::page,
                        [&](const Request& rq) { return pages.holiday_lines.save(rq); });
    routes.emplace_back(Method::get, "/national", admins, Shape::page,
                        [&](const Request& rq) { return pages.national.show(rq); });
    routes.emplace_back(Method::post, "/national/upload", admins, Shape::page,
                        [&](const Request& rq) { return pages.national.upload(rq); });
    const auto recyclers = managers.with_right(crm::Page::diallist, crm::Right::edit);
    for (const auto method : {Method::get, Method::post})
        routes.emplace_back(method, "/dialedlist/recycle", recyclers, Shape::page,
                            [&](const Request& rq) { return pages.recycling.ask(rq); });
    routes.emplace_back(Method::post, "/dialedlist/recycle/run", recyclers, Shape::page,
                        [&](const Request& rq) { return pages.recycling.run(rq); });
    routes.emplace_back(Method::get, "/number", managers.with_right(crm::Page::dialedlist, crm::Right::view),
                        Shape::page, [&](const Request& rq) { return pages.number.show(rq); });
    return routes;
}

}  // namespace pages
