// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/response.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace web;

TEST_CASE("an answer is written as CGI wants it", "[web][response]")
{
    auto response = html("<p>hi</p>", 422);
    response.header("X-One", "1");
    CHECK(to_cgi(response) ==
          "Status: 422 Unprocessable Content\r\nContent-Type: text/html; charset=utf-8\r\nX-One: 1\r\nContent-Length: "
          "9\r\n\r\n"
          "<p>hi</p>");
}

TEST_CASE("a header cannot begin another one", "[web][response]")
{
    Response response;
    CHECK_THROWS_AS(response.header("Location", "/x\r\nSet-Cookie: sid=1"), std::logic_error);
    CHECK_THROWS_AS(response.header("Location", "/x\nfoo"), std::logic_error);
}

TEST_CASE("the content security policy allows our own files and nothing else", "[web][csp]")
{
    Response response;
    add_security_headers(response, false);
    const std::string policy(response.find_header("Content-Security-Policy"));
    CHECK(policy ==
          "default-src 'self'; script-src 'self'; media-src 'self'; object-src 'none'; base-uri 'none'; "
          "frame-ancestors 'none'; "
          "form-action 'self'");
    CHECK(response.find_header("Strict-Transport-Security").empty());
    CHECK(response.find_header("Cache-Control") == "no-store");
    CHECK(response.find_header("X-Content-Type-Options") == "nosniff");
    CHECK(response.find_header("Referrer-Policy") == "no-referrer");

    Response secure;
    add_security_headers(secure, true);
    CHECK_FALSE(secure.find_header("Strict-Transport-Security").empty());
}

TEST_CASE("a page that loads from elsewhere names these hosts, each for one use, and tells them no address",
          "[web][csp]")
{
    Response map;
    map.elsewhere = {.images = "https://tiles.example", .requests = "https://places.example", .frames = {}};
    add_security_headers(map, true);
    const std::string policy(map.find_header("Content-Security-Policy"));
    CHECK_THAT(policy, Catch::Contains("; img-src 'self' data: https://tiles.example; connect-src 'self' "
                                       "https://places.example"));
    CHECK_THAT(policy, Catch::StartsWith("default-src 'self'; script-src 'self'; "));
    CHECK_THAT(policy, !Catch::Contains("frame-src"));
    CHECK(map.find_header("Referrer-Policy") == "strict-origin");

    Response framed;
    framed.elsewhere.frames = "https://maps.example";
    add_security_headers(framed, true);
    CHECK_THAT(std::string(framed.find_header("Content-Security-Policy")),
               Catch::EndsWith("; frame-src https://maps.example"));
}
