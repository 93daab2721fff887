// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/csrf.h"

#include "cgi/web/cookies.h"

#include <catch2/catch.hpp>

using namespace web;

namespace {

const std::string token(43, 'T');

Request good_post()
{
    Request request;
    request.method = Method::post;
    request.host = "crm.example:8443";
    request.origin = "https://crm.example:8443";
    request.fetch_site = "same-origin";
    request.params["csrf"] = token;
    request.visitor.emplace();
    request.visitor->csrf_token = token;
    return request;
}

}  // namespace

TEST_CASE("a POST of our own page is taken", "[web][csrf]")
{
    CHECK_FALSE(is_forged(good_post()));
}

TEST_CASE("a browser that says nothing about the origin is judged by the token alone", "[web][csrf]")
{
    auto request = good_post();
    request.origin = GENERATE("", "null");  // "null": a form under Referrer-Policy: no-referrer
    request.fetch_site = "";
    CHECK_FALSE(is_forged(request));
    request.params["csrf"] = "";
    CHECK(is_forged(request));
}

TEST_CASE("a POST from elsewhere is forged, even with the right token", "[web][csrf]")
{
    auto request = good_post();
    const auto [origin, site] = GENERATE(table<std::string, std::string>({
        {"https://crm.example:8443", "cross-site"},
        {"https://crm.example:8443", "same-site"},
        {"https://crm.example:8443", "none"},
        {"https://crm.example", ""},
        {"https://crm.example:8443.evil.example", ""},
        {"https://evil.example", "same-origin"},
        {"null", "cross-site"},
        {"crm.example:8443", ""},
    }));
    request.origin = origin;
    request.fetch_site = site;
    CHECK(is_forged(request));
}

TEST_CASE("only the session's own token opens", "[web][csrf]")
{
    auto request = good_post();
    const auto wrong = GENERATE(std::string{}, std::string(43, 't'), std::string(42, 'T'), std::string(44, 'T'));
    request.params["csrf"] = wrong;
    CHECK(is_forged(request));
}

TEST_CASE("before a login the form must carry what the login cookie says", "[web][csrf]")
{
    auto request = good_post();
    request.visitor.reset();
    CHECK(is_forged(request));
    request.cookies[std::string(login_token_cookie)] = token;
    CHECK_FALSE(is_forged(request));
    request.cookies[std::string(login_token_cookie)] = "";
    request.params["csrf"] = "";
    CHECK(is_forged(request));  // two empty texts are no agreement
}
