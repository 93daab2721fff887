// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/site.h"

#include "cgi/web/csrf.h"
#include "cgi/web/home.h"
#include "cgi/web/secrets.h"
#include "cgi/web/urls.h"
#include "common/runtime/log.h"

namespace web {

namespace {

constexpr const char* retry_after_seconds = "5";

// Browsers that fetch a part of a page must not get another page instead.
Response please_go(Shape shape, const char* url)
{
    if (shape == Shape::page) return see_other(url);
    return json("{\"error\":\"login\"}", 401).header("X-Login", url);
}

crm::Scope rows_of(const Visitor& visitor)
{
    return crm::scope_of(visitor.account.type, visitor.account.groupid);
}

}  // namespace

Site::Site(Routes routes, db::LazyConnection& db, const View& view)
    : routes_(std::move(routes)), db_(db), sessions_(db), view_(view)
{
    // That the error page cannot be shown must come out now, not while it has to tell of another error.
    for (const auto shape : {Shape::page, Shape::fragment})
        (void)error({}, shape, 500);
}

Response Site::answer(Request request)
{
    const auto [route, other_method] = find_route(routes_, request.method, request.path);
    const Shape shape = route != nullptr ? route->shape : Shape::page;
    Response response;
    try {
        response = route != nullptr ? dispatch(request, *route) : error(request, shape, other_method ? 405 : 404);
        if (response.status == 404 && response.body.empty()) response = error(request, shape, 404);
    } catch (const db::DbUnavailable& e) {
        db_.drop();
        runtime::log_warning("database_unavailable", {{"path", request.path}, {"err", e.what()}});
        response = error(request, shape, 503).header("Retry-After", retry_after_seconds);
    } catch (const std::exception& e) {
        const auto id = random_error_id();
        runtime::log_error("request_failed", {{"id", id}, {"path", request.path}, {"err", e.what()}});
        response = error(request, shape, 500, id);
    }
    add_security_headers(response, request.https);
    return response;
}

Response Site::dispatch(Request& request, const Route& route)
{
    request.visitor = find_visitor(request);
    if (route.access.needs_login()) {
        if (!request.visitor) return please_go(route.shape, login_url);
        if (!route.access.allows(request.visitor->account.type)) return not_found();
        if (request.visitor->account.must_change_password && route.access.waits_for_password_change()) {
            return please_go(route.shape, password_url);
        }
        if (!route.access.grants(request.visitor->account.rights, request.param("action")))
            return no_right(request, route.shape);
        if (route.access.rows() == Rows::group) request.rows = rows_of(*request.visitor);
    }
    if (request.method == Method::post && is_forged(request)) {
        runtime::log_warning("forged_request", {{"path", request.path}, {"address", request.address}});
        return error(request, route.shape, 403);
    }
    return route.handler(request);
}

std::optional<Visitor> Site::find_visitor(const Request& request)
{
    try {
        return sessions_.find(request);
    } catch (const db::DbUnavailable&) {
        // A server closes connections that were idle for hours: that is no outage yet.
        db_.drop();
        return sessions_.find(request);
    }
}

Response Site::error(const Request& request, Shape shape, int status, const std::string& id) const
{
    Model model;
    model.add("ERROR_" + std::to_string(status)).set("ID", id);
    return trouble(request, shape, status, std::move(model));
}

Response Site::no_right(const Request& request, Shape shape) const
{
    Model model;
    model.add("ERROR_RIGHT");
    return trouble(request, shape, 403, std::move(model));
}

Response Site::trouble(const Request& request, Shape shape, int status, Model model) const
{
    if (shape == Shape::data) return json("{\"error\":" + std::to_string(status) + "}", status);
    model.set("HTML_LANG", i18n::html_tag(request.language())).set("SKIN", "").set("STATUS", status);
    model.set("HOME", request.visitor ? home_url(request.visitor->account) : portal_url);
    const char* page = shape == Shape::page ? "error.html" : "error_fragment.html";
    return html(view_.render(page, request.language(), model), status);
}

}  // namespace web
