// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/login_routes.h"

namespace pages {

web::Routes login_routes(LoginPage& login, PasswordPage& password)
{
    using web::Access;
    using web::Method;
    using web::Request;
    using web::Shape;
    const auto own = Access::any_account(web::Rows::own_account).with_any_rights().even_before_password_change();
    return {
        {Method::get, "/", Access::everyone(), Shape::page, [&](const Request& rq) { return login.show(rq); }},
        {Method::post, "/", Access::everyone(), Shape::page, [&](const Request& rq) { return login.log_in(rq); }},
        {Method::post, "/logout", own, Shape::page, [&](const Request& rq) { return login.log_out(rq); }},
        {Method::get, "/password", own, Shape::page, [&](const Request& rq) { return password.show(rq); }},
        {Method::post, "/password", own, Shape::page, [&](const Request& rq) { return password.change(rq); }},
    };
}

}  // namespace pages
