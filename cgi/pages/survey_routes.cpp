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
    auto& editor = pages.editor;
    auto& statistics = pages.statistics;
    web::Routes routes{
        {Method::get, "/surveys/questions", managers, Shape::page, [&](const Request& rq) { return editor.show(rq); }},
        {Method::get, "/surveys/preview", managers, Shape::page, [&](const Request& rq) { return editor.preview(rq); }},
        {Method::post, "/surveys/questions/save", managers, Shape::page,
         [&](const Request& rq) { return editor.save(rq); }},
        {Method::post, "/surveys/questions/move", managers, Shape::page,
         [&](const Request& rq) { return editor.move(rq); }},
        {Method::post, "/surveys/questions/remove", managers, Shape::page,
         [&](const Request& rq) { return editor.remove(rq); }},
        {Method::get, "/statistics", managers, Shape::page, [&](const Request& rq) { return statistics.show(rq); }},
        {Method::get, "/statistics/export", managers, Shape::page,
         [&](const Request& rq) { return statistics.export_figures(rq); }},
    };
    for (auto* page : {&pages.surveys, &pages.results}) {
        auto more = grid_routes(*page, managers);
        routes.insert(routes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return routes;
}

}  // namespace pages
