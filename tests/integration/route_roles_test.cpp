// SPDX-License-Identifier: GPL-3.0-or-later
// Every route of the tables the programs serve, for everybody, with and without a token, on a real database.
#include "cgi/web/secrets.h"
#include "cgi/web/site.h"
#include "cgi/web/urls.h"
#include "common/db/session_gateway.h"
#include "common/runtime/config.h"
#include "tests/temp_directory.h"
#include "tests/unit/web/served_pages.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

using namespace web;

namespace {

constexpr unsigned nobody = 0, admin = 1, groupadmin = 2, agent = 3, newcomer = 4, clerk = 5, trainee = 6;

db::DbConfig test_database()
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr) throw std::runtime_error("run me under private_mariadb.py");
    db::DbConfig config;
    config.host = socket;
    config.user = "root";
    return config;
}

// A configuration of its own to be shown and changed.
struct ConfigFile {
    ConfigFile() { std::ofstream{path} << "[database]\nusername=root\n"; }
    const test::TempDirectory folder;
    const std::string path = folder.path() + "/astercrm.conf";
};

struct Programs : ConfigFile, test::ServedPages {
    const std::vector<Routes> tables{login_routes, portal_routes, media_routes, manager_routes};

    Programs() : ServedPages(test_database(), Settings::from(runtime::Config::load(path)))
    {
        auto& connection = db.get();
        connection.execute("DELETE FROM astercrm_account");
        connection.execute(
            "INSERT INTO astercrm_account (id, username, usertype, groupid, extension, extensions, "
            "must_change_password)"
            " VALUES (1, 'root', 'admin', 0, '8000', '', 0), (2, 'grace', 'groupadmin', 1, '8007', '', 0),"
            " (3, 'alice', 'agent', 1, '8001', '', 0), (4, 'new', 'admin', 0, '8009', '', 1),"
            " (5, 'clerk', 'groupadmin', 1, '8010', '', 0), (6, 'trainee', 'agent', 1, '8011', '', 0)");
        connection.execute("UPDATE astercrm_account SET usertype_id = id WHERE id IN (5, 6)");
        connection.execute("DELETE FROM user_privileges");
        connection.execute(
            "INSERT INTO user_privileges (user_type_id, page, action) VALUES (5, 'customers', 'view'),"
            " (5, 'customers', 'edit'), (5, 'cdr', 'export'), (6, 'customers', 'delete'), (6, 'preferences', 'view')");
    }

    // A session of its own for each: some routes end it.
    Request request_of(unsigned account, const Route& route, bool has_token)
    {
        Request request;
        request.method = route.method;
        request.path = route.path;
        request.host = "crm.example.test";
        request.address = "192.0.2.10";
        request.now = runtime::now();
        if (account == nobody) return request;
        const auto token = random_token(), csrf = random_token();
        db::SessionGateway{db}.create({sha256(token), account, csrf, "en", request.address}, request.now);
        request.cookies["sid"] = token;
        if (has_token) request.params["csrf"] = csrf;
        return request;
    }

    std::string data()
    {
        auto rows = db.get().query(
            "CHECKSUM TABLE astercrm_account, astercrm_accountgroup, customer, contact, note, campaign, diallist,"
            " campaign_check, dialedlist, dnc, speeddial, pause_reason, campaign_disposition, agent_request, "
            "agent_work,"
            " feed, trunkinfo, grid_columns, monitorrecord, audit_log, user_types, user_privileges, dial_decision,"
            " national_dnc, national_dnc_load, public_holiday");
        std::string all;
        while (rows.next())
            all += rows.text(1) + "=" + rows.text(2) + " ";
        return all;
    }
};

// What the two accounts of a custom type were given: see Programs().
crm::PageRights rights_of(unsigned account)
{
    crm::PageRights rights{account == clerk ? crm::UserType::groupadmin : crm::UserType::agent};
    if (account == clerk) {
        rights.give(crm::Page::customers, crm::Right::edit);
        rights.give(crm::Page::cdr, crm::Right::export_rows);
    }
    return rights;
}

bool may(const Route& route, unsigned account)
{
    if (!route.access.needs_login()) return true;
    constexpr std::array types{crm::UserType::admin, crm::UserType::groupadmin, crm::UserType::agent,
                               crm::UserType::admin};
    return account != nobody && route.access.allows(types.at(account - 1));
}

}  // namespace

TEST_CASE("who may not use a route learns nothing of it and changes nothing", "[web][routes]")
{
    Programs programs;
    const auto before = programs.data();
    for (const auto& table : programs.tables) {
        Site site{table, programs.db, programs.view};
        for (const auto& route : table) {
            for (const auto account : {nobody, agent, groupadmin}) {
                if (may(route, account)) continue;
                CAPTURE(route.path, account);
                const auto answer = site.answer(programs.request_of(account, route, true));
                if (account == nobody)
                    CHECK(answer.status == (route.shape == Shape::page ? 303 : 401));
                else
                    CHECK(answer.status == 404);
            }
        }
    }
    CHECK(programs.data() == before);
}

TEST_CASE("an account of a custom type is refused what the type was not given", "[web][routes][rights]")
{
    Programs programs;
    const auto before = programs.data();
    for (const auto& table : programs.tables) {
        Site site{table, programs.db, programs.view};
        for (const auto& route : table) {
            for (const auto account : {clerk, trainee}) {
                const auto rights = rights_of(account);
                CAPTURE(route.path, account);
                const bool is_of_base = route.access.allows(rights.base());
                if (!route.access.needs_login() || (is_of_base && route.access.grants(rights))) continue;
                const auto answer = site.answer(programs.request_of(account, route, true));
                CHECK(answer.status == (is_of_base ? 403 : 404));
            }
        }
    }
    CHECK(programs.data() == before);
}

TEST_CASE("an account of a custom type gets what the type was given", "[web][routes][rights]")
{
    Programs programs;
    for (const auto& table : programs.tables) {
        Site site{table, programs.db, programs.view};
        for (const auto& route : table) {
            for (const auto account : {clerk, trainee}) {
                const auto rights = rights_of(account);
                if (!route.access.allows(rights.base()) || !route.access.grants(rights)) continue;
                CAPTURE(route.path, account);
                const auto answer = site.answer(programs.request_of(account, route, true));
                CHECK(answer.status != 403);
                CHECK(answer.status < 500);
            }
        }
    }
}

TEST_CASE("no change without the session's own token", "[web][routes][csrf]")
{
    Programs programs;
    const auto before = programs.data();
    for (const auto& table : programs.tables) {
        Site site{table, programs.db, programs.view};
        for (const auto& route : table) {
            if (route.method != Method::post) continue;
            for (const auto account : {agent, groupadmin, admin}) {
                if (!may(route, account)) continue;
                CAPTURE(route.path, account);
                CHECK(site.answer(programs.request_of(account, route, false)).status == 403);
                auto foreign = programs.request_of(account, route, false);
                foreign.params["csrf"] = random_token();
                CHECK(site.answer(foreign).status == 403);
                auto elsewhere = programs.request_of(account, route, true);
                elsewhere.origin = "https://evil.example";
                CHECK(site.answer(elsewhere).status == 403);
            }
        }
    }
    CHECK(programs.data() == before);
}

TEST_CASE("who may use a route gets an answer, and lists at once", "[web][routes]")
{
    Programs programs;
    for (const auto& table : programs.tables) {
        Site site{table, programs.db, programs.view};
        for (const auto& route : table) {
            for (const auto account : {agent, groupadmin, admin}) {
                if (!may(route, account)) continue;
                CAPTURE(route.path, account);
                const auto answer = site.answer(programs.request_of(account, route, true));
                CHECK(answer.status != 403);
                CHECK(answer.status < 500);
                const bool is_list = &table == &programs.tables.back() && route.path.find('/', 1) == std::string::npos;
                if (is_list && route.method == Method::get) CHECK(answer.status == 200);
            }
        }
    }
}

TEST_CASE("a row that is not there is 404, whichever way it is asked for", "[web][routes]")
{
    Programs programs;
    Site site{programs.tables.back(), programs.db, programs.view};
    for (const auto& route : programs.tables.back()) {
        const auto name = route.path.substr(route.path.rfind('/') + 1);
        if (name != "edit" && name != "save" && name != "show" && name != "delete" && name != "unlock") continue;
        for (const auto* id : {"999999", "-1", "x", "1 OR 1=1"}) {
            CAPTURE(route.path, id);
            auto request = programs.request_of(admin, route, true);
            request.params["id"] = id;
            CHECK(site.answer(request).status == 404);
        }
    }
}

TEST_CASE("who must choose a password gets there first", "[web][routes]")
{
    Programs programs;
    for (const auto& table : programs.tables) {
        Site site{table, programs.db, programs.view};
        for (const auto& route : table) {
            if (!route.access.waits_for_password_change()) continue;
            CAPTURE(route.path);
            const auto answer = site.answer(programs.request_of(newcomer, route, true));
            CHECK(answer.status == (route.shape == Shape::page ? 303 : 401));
            CHECK((answer.find_header("Location") == password_url || answer.find_header("X-Login") == password_url));
        }
    }
}
