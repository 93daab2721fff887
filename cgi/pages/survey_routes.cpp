// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_routes.h"

#include <iterator>

namespace pages {

web::Routes survey_routes(SurveyPages& pages)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto managers = web::Access::managers(web::Rows::group);
    const auto viewers = managers.with_right(crm::Page::surveys, crm::Right::view);
    const auto editors = managers.with_right(crm::Page::surveys, crm::Right::edit);
    const auto removers = managers.with_right(crm::Page::surveys, crm::Right::remove);
    const auto readers = managers.with_right(crm::Page::statistics, crm::Right::view);
    const auto exporters = managers.with_right(crm::Page::statistics, crm::Right::export_rows);
    auto& editor = pages.editor;
    auto& statistics = pages.statistics;
    web::Routes routes{
        {Method::get, "/surveys/questions", viewers, Shape::page, [&](const Request& rq) { return editor.show(rq); }},
        {Method::get, "/surveys/preview", viewers, Shape::page, [&](const Request& rq) { return editor.preview(rq); }},
        {Method::post, "/surveys/questions/save", editors, Shape::page,
         [&](const Request& rq) { return editor.save(rq); }},
        {Method::post, "/surveys/questions/move", editors, Shape::page,
         [&](const Request& rq) { return editor.move(rq); }},
        {Method::post, "/surveys/questions/remove", removers, Shape::page,
         [&](const Request& rq) { return editor.remove(rq); }},
        {Method::get, "/statistics", readers, Shape::page, [&](const Request& rq) { return statistics.show(rq); }},
        {Method::get, "/statistics/export", exporters, Shape::page,
         [&](const Request& rq) { return statistics.export_figures(rq); }},
    };
    for (auto* page : {&pages.surveys, &pages.results}) {
        auto more = grid_routes(*page, managers);
        routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return routes;
}

}  // namespace pages
