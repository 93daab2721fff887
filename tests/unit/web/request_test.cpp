// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/request.h"
#include "cgi/web/cookies.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace web;

TEST_CASE("a row's number is a positive number and nothing else", "[web][request]")
{
    Request request;
    const auto [text, id] = GENERATE(table<std::string, std::optional<unsigned>>({
        {"17", 17U},
        {"4294967295", 4294967295U},
        {"4294967296", std::nullopt},
        {"0", std::nullopt},
        {"-1", std::nullopt},
        {"17 OR 1=1", std::nullopt},
        {"0x11", std::nullopt},
        {"", std::nullopt},
    }));
    request.params["id"] = text;
    CHECK(request.id("id") == id);
}

TEST_CASE("a page behind a login that is shown to nobody is a bug, not a leak", "[web][request]")
{
    const Request request;
    CHECK_THROWS_AS(request.user(), std::logic_error);
    CHECK_THROWS_AS(request.scope(), std::logic_error);
}

TEST_CASE("a session cookie is taken under its name for the connection and in its form only", "[web][cookie]")
{
    Request request;
    const std::string token(43, 'a');
    request.cookies["sid"] = token;
    CHECK(session_token(request) == token);
    request.https = true;
    CHECK(session_token(request).empty());
    request.cookies["__Host-sid"] = token;
    CHECK(session_token(request) == token);
    for (const auto& wrong : {token + "a", token.substr(1), std::string(42, 'a') + "'", std::string{}}) {
        request.cookies["__Host-sid"] = wrong;
        CHECK(session_token(request).empty());
    }
}

TEST_CASE("the session cookie is kept from scripts and other sites", "[web][cookie]")
{
    CHECK(set_session_cookie("T", true) == "__Host-sid=T; Path=/; HttpOnly; SameSite=Lax; Secure");
    CHECK(set_session_cookie("T", false) == "sid=T; Path=/; HttpOnly; SameSite=Lax");
    CHECK(clear_session_cookie(false) == "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}
