// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/report_routes.h"

namespace pages {

web::Routes report_routes(ReportPages& pages)
{
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto managers = web::Access::managers(web::Rows::group);
    const auto viewers = managers.with_right(crm::Page::reports, crm::Right::view);
    const auto exporters = managers.with_right(crm::Page::reports, crm::Right::export_rows);
    auto& sheet = pages.time_sheet;
    return {
        {Method::get, "/reports", viewers, Shape::page, [&](const Request& rq) { return pages.calls.show(rq); }},
        {Method::get, "/reports/export", exporters, Shape::page,
         [&](const Request& rq) { return pages.calls.export_rows(rq); }},
        {Method::get, "/reports/timesheet", viewers, Shape::page, [&](const Request& rq) { return sheet.show(rq); }},
        {Method::get, "/reports/timesheet/export", exporters, Shape::page,
         [&](const Request& rq) { return sheet.export_rows(rq); }},
        {Method::get, "/reports/day", viewers, Shape::page, [&](const Request& rq) { return sheet.show_day(rq); }},
    };
}

}  // namespace pages
