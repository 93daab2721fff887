// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/manager_routes.h"

#include <iterator>

namespace pages {

namespace {

web::Routes front_routes(ManagerPage& front)
{
    using web::Access;
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto everybody = Access::any_account(web::Rows::own_account).with_any_rights();
    return {
        {Method::get, "/", everybody, Shape::page, [&](const Request& rq) { return front.show(rq); }},
        {Method::post, "/appearance", everybody, Shape::page,
         [&](const Request& rq) { return front.choose_appearance(rq); }},
    };
}

web::Routes board_routes(LiveBoard& board)
{
    using web::Access;
    const auto supervisors = Access::managers(web::Rows::group).with_right(crm::Page::system, crm::Right::view);
    return {{web::Method::get, "/board", supervisors, web::Shape::data,
             [&](const web::Request& rq) { return board.of_scope(rq); }}};
}

void append(web::Routes& routes, web::Routes more)
{
    routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

ManagerPages::ManagerPages(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
    : frame(view, settings.organisation),
      front(db, frame),
      crm(db, frame, settings),
      accounts(db, frame, {.memory_mib = settings.password_memory_mib}),
      account_types(db, frame),
      imports(db, frame, settings),
      surveys(db, frame),
      reports(db, frame),
      dialer(db, frame, view, settings),
      system_status(db, frame, view, settings),
      preferences(db, frame, settings.config_path),
      board(db)
{
}

web::Routes manager_routes(ManagerPages& pages)
{
    web::Routes routes;
    append(routes, front_routes(pages.front));
    append(routes, crm_routes(pages.crm));
    append(routes, account_routes(pages.accounts));
    append(routes, account_type_routes(pages.account_types));
    append(routes, import_routes(pages.imports));
    append(routes, settings_routes(pages.preferences));
    append(routes, survey_routes(pages.surveys));
    append(routes, dialer_routes(pages.dialer));
    append(routes, system_routes(pages.system_status));
    append(routes, board_routes(pages.board));
    append(routes, report_routes(pages.reports));
    pages.frame.offer(routes);
    return routes;
}

}  // namespace pages
