// SPDX-License-Identifier: GPL-3.0-or-later
// The route tables themselves: every route x every usertype, read from the tables the programs serve.
#include "cgi/web/routes.h"
#include "cgi/web/site.h"
#include "cgi/web/urls.h"
#include "tests/unit/web/served_pages.h"

#include <catch2/catch.hpp>

#include <set>
#include <type_traits>

using namespace web;

// A line without an Access, or with one made of nothing, does not compile.
static_assert(!std::is_constructible_v<Route, Method, const char*, Shape, Handler>);
static_assert(!std::is_constructible_v<Route, Method, const char*, Handler>);
static_assert(!std::is_default_constructible_v<Access>);
static_assert(!std::is_aggregate_v<Route>);

namespace {

constexpr std::array all_types{crm::UserType::admin, crm::UserType::groupadmin, crm::UserType::agent};

db::DbConfig no_database()
{
    db::DbConfig config;
    config.host = "/nowhere/socket";
    return config;
}

// Nothing of it is asked: the tables only hold on to the pages.
struct Tables : test::ServedPages {
    Tables() : ServedPages(no_database(), {}) {}
};

}  // namespace

TEST_CASE("nobody reaches anything but the login form without a login", "[web][routes]")
{
    Tables tables;
    std::set<std::string> open;
    for (const auto& route : tables.login_routes) {
        if (!route.access.needs_login()) open.insert(route.path);
    }
    CHECK(open == std::set<std::string>{"/"});
    for (const auto& route : tables.portal_routes)
        CHECK(route.access.needs_login());
}

TEST_CASE("every usertype may use the portal but for listening in, and only a new password comes before it",
          "[web][routes]")
{
    Tables tables;
    for (const auto& route : tables.portal_routes) {
        for (const auto type : all_types)
            // Listening to others' calls is for managers.
            CHECK(route.access.allows(type) == (route.path != "/listen" || type != crm::UserType::agent));
        CHECK(route.access.waits_for_password_change());
    }
    for (const auto& route : tables.login_routes)
        CHECK_FALSE(route.access.waits_for_password_change());
}

TEST_CASE("what touches customers and colleagues works on the group's rows", "[web][routes]")
{
    Tables tables;
    for (const auto& route : tables.portal_routes) {
        // "/" lists the group's speed dials, listening asks whose colleague it is.
        const std::set<std::string> of_group{"/pop", "/customer", "/note", "/survey", "/", "/listen"};
        CHECK((route.access.rows() == Rows::group) == of_group.contains(route.path));
    }
}

TEST_CASE("everybody who is logged in may listen, only managers take a recording away", "[web][routes]")
{
    Tables tables;
    REQUIRE(tables.media_routes.size() == 2);
    for (const auto& route : tables.media_routes) {
        CHECK(route.access.needs_login());
        CHECK(route.access.waits_for_password_change());
        CHECK(route.access.allows(crm::UserType::agent) == (route.path == "/play"));
        CHECK(route.access.allows(crm::UserType::groupadmin));
        CHECK(route.access.allows(crm::UserType::admin));
    }
}

TEST_CASE("no agent reaches a manager's page, and nobody without a login", "[web][routes]")
{
    Tables tables;
    for (const auto& route : tables.manager_routes) {
        CAPTURE(route.path);
        CHECK(route.access.needs_login());
        CHECK(route.access.waits_for_password_change());
        CHECK_FALSE(route.access.allows(crm::UserType::agent));
        CHECK(route.access.allows(crm::UserType::admin));
    }
}

TEST_CASE("every route says which right it needs, and pages have no other rights", "[web][routes][rights]")
{
    Tables tables;
    std::set<std::string> needed, named;
    for (const auto* table :
         {&tables.login_routes, &tables.portal_routes, &tables.media_routes, &tables.manager_routes}) {
        for (const auto& route : *table) {
            CAPTURE(route.path);
            const auto page = route.access.page();
            for (const auto type : crm::base_types) {
                if (!page || !route.access.allows(type)) continue;
                for (const auto right : route.access.rights()) {
                    CHECK(crm::base_allows(type, *page, right));
                    needed.insert(std::string(to_string(type)).append(to_string(*page)).append(to_string(right)));
                }
            }
            if (page || !route.access.needs_login() || !route.access.allows(crm::UserType::groupadmin)) continue;
            const bool is_plain = route.path == "/" || route.path == "/appearance" || table == &tables.login_routes;
            CHECK(is_plain);
            CHECK(route.access.grants(crm::PageRights{crm::UserType::agent}));
        }
    }
    for (const auto type : crm::base_types) {
        for (const auto page : crm::all_pages()) {
            for (const auto right : crm::all_rights) {
                if (crm::base_allows(type, page, right))
                    named.insert(std::string(to_string(type)).append(to_string(page)).append(to_string(right)));
            }
        }
    }
    CHECK(needed == named);
}

TEST_CASE("a custom type has what it was given and nothing else", "[web][routes][rights]")
{
    Tables tables;
    crm::PageRights rights{crm::UserType::groupadmin};
    rights.give(crm::Page::customers, crm::Right::edit);
    const auto grants = [&](Method method, const char* path, const char* action = "") {
        const auto* route = find_route(tables.manager_routes, method, path).route;
        REQUIRE(route != nullptr);
        return route->access.grants(rights, action);
    };
    CHECK(grants(Method::get, "/customers"));
    CHECK(grants(Method::get, "/customers/show"));
    CHECK(grants(Method::post, "/customers/save"));
    CHECK(grants(Method::post, "/customers/apply", "edit"));
    CHECK_FALSE(grants(Method::post, "/customers/apply", "delete"));
    CHECK_FALSE(grants(Method::post, "/customers/apply"));
    CHECK_FALSE(grants(Method::get, "/customers/export"));
    CHECK_FALSE(grants(Method::get, "/contacts"));
    CHECK_FALSE(grants(Method::get, "/types"));
    CHECK(Access::managers(Rows::group).grants(std::nullopt));
    CHECK_FALSE(Access::managers(Rows::group).grants(rights));
}

TEST_CASE("the menu leads to nothing that is not there or not for the visitor", "[web][routes]")
{
    Tables tables;
    for (const auto type : {crm::UserType::admin, crm::UserType::groupadmin}) {
        Request request;
        request.visitor = Visitor{};
        request.visitor->account.type = type;
        const auto model = tables.manager.frame.model(request, "/");
        for (const auto* entry : model.rows("MENU_ENTRY")) {
            const std::string path{entry->value("MENU_ADDRESS").substr(std::string_view(manager_url).size())};
            CAPTURE(path);
            const auto* route = find_route(tables.manager_routes, Method::get, path).route;
            REQUIRE(route != nullptr);
            CHECK(route->access.allows(type));
        }
    }
}

TEST_CASE("a path is found for its method only", "[web][routes]")
{
    Tables tables;
    CHECK(find_route(tables.portal_routes, Method::get, "/pop").route != nullptr);
    CHECK(find_route(tables.portal_routes, Method::get, "/note").other_method);
    CHECK_FALSE(find_route(tables.portal_routes, Method::get, "/nothing").other_method);
    CHECK(find_route(tables.portal_routes, Method::get, "/pop/").route == nullptr);
    CHECK(find_route(tables.portal_routes, Method::get, "").route == nullptr);
}

TEST_CASE("a recording is started and stopped by a POST, of one's own calls", "[web][routes]")
{
    Tables tables;
    for (const auto* path : {"/record/start", "/record/stop"}) {
        const auto* route = find_route(tables.portal_routes, Method::post, path).route;
        REQUIRE(route != nullptr);
        CHECK(route->access.rows() == Rows::own_account);
        CHECK(route->shape == Shape::data);
        CHECK(find_route(tables.portal_routes, Method::get, path).other_method);
    }
}

TEST_CASE("managers' and administrators' pages are closed to others", "[web][routes]")
{
    CHECK_FALSE(Access::managers(Rows::group).allows(crm::UserType::agent));
    CHECK(Access::managers(Rows::group).allows(crm::UserType::groupadmin));
    CHECK_FALSE(Access::admins().allows(crm::UserType::groupadmin));
    CHECK(Access::admins().allows(crm::UserType::admin));
}

TEST_CASE("without a cookie every page answers without asking the database", "[web][site]")
{
    Tables tables;
    Site site{tables.portal_routes, tables.db, tables.view};
    for (const auto& route : tables.portal_routes) {
        Request request;
        request.method = route.method;
        request.path = route.path;
        const auto answer = site.answer(request);
        CHECK(answer.status == (route.shape == Shape::page ? 303 : 401));
        CHECK_FALSE(answer.find_header("Content-Security-Policy").empty());
    }
    Request absent;
    absent.path = "/nothing";
    CHECK(site.answer(absent).status == 404);
}

TEST_CASE("with a cookie and no database there is a 503 that says when to come back", "[web][site]")
{
    Tables tables;
    Site site{tables.portal_routes, tables.db, tables.view};
    for (const auto& route : tables.portal_routes) {
        Request request;
        request.method = route.method;
        request.path = route.path;
        request.cookies["sid"] = std::string(43, 'a');
        const auto answer = site.answer(request);
        CHECK(answer.status == 503);
        CHECK_FALSE(answer.find_header("Retry-After").empty());
    }
}
