// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/media_routes.h"

namespace pages {

web::Routes media_routes(MediaPage& media)
{
    using web::Access;
    using web::Method;
    using web::Request;
    using web::Rows;
    using web::Shape;
    return {
        {Method::get, "/play",
         Access::any_account(Rows::own_account).with_right(crm::Page::recordings, crm::Right::view), Shape::data,
         [&](const Request& rq) { return media.play(rq); }},
        {Method::get, "/download",
         Access::managers(Rows::group).with_right(crm::Page::recordings, crm::Right::download), Shape::data,
         [&](const Request& rq) { return media.download(rq); }},
    };
}

}  // namespace pages
