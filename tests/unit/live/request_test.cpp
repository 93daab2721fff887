// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/request.h"

#include <catch2/catch.hpp>

#include <string>

using namespace live;

namespace {

const std::string token(43, 'a');
const std::string other(43, 'B');

}  // namespace

TEST_CASE("only two things can be asked for, and only with GET", "[live][request]")
{
    CHECK(route("GET", "/live") == Route::stream);
    CHECK(route("GET", "/live?after=5") == Route::stream);
    CHECK(route("GET", "/healthz") == Route::health);
    for (const auto* method : {"POST", "HEAD", "PUT", "OPTIONS", "get", ""})
        CHECK(route(method, "/live") == Route::not_found);
    for (const auto* target :
         {"/", "", "/live/", "/live/../healthz", "/livex", "//live", "live", "http://x/live", "?after=1"})
        CHECK(route("GET", target) == Route::not_found);
}

TEST_CASE("Last-Event-ID wins over the address", "[live][request]")
{
    CHECK(position("", "/live") == std::nullopt);
    CHECK(position("", "/live?after=5") == 5);
    CHECK(position("", "/live?x=1&after=5&y=2") == 5);
    CHECK(position("9", "/live?after=5") == 9);
    CHECK(position("0", "/live?after=5") == 0);
}

TEST_CASE("a position that is no number counts as none", "[live][request]")
{
    for (const auto* text : {"-1", "1x", " 1", "0x10", "1e3", "99999999999999999999999", "five"}) {
        CHECK(position(text, "/live") == std::nullopt);
        CHECK(position("", std::string{"/live?after="} + text) == std::nullopt);
    }
    CHECK(position("", "/live?before=5") == std::nullopt);
    CHECK(position("", "/live?after") == std::nullopt);
    CHECK(position("", "/live?after=") == std::nullopt);
}

TEST_CASE("a stream says which board it wants, if any", "[live][request]")
{
    using live::board_wish;
    using live::BoardWish;
    CHECK(board_wish("/live") == BoardWish::none);
    CHECK(board_wish("/live?after=5") == BoardWish::none);
    CHECK(board_wish("/live?board=system&after=5") == BoardWish::system);
    CHECK(board_wish("/live?board=campaigns") == BoardWish::campaigns);
    CHECK(board_wish("/live?after=5&board=colleagues") == BoardWish::colleagues);
    CHECK_FALSE(board_wish("/live?board=everything"));
}

TEST_CASE("the session cookie is found among others", "[live][request]")
{
    CHECK(session_token("sid=" + token) == token);
    CHECK(session_token("lang=de; sid=" + token + "; x=1") == token);
    CHECK(session_token("xsid=" + other + ";sid=" + token) == token);
    CHECK(session_token("sid=" + other + "; __Host-sid=" + token) == token);
}

TEST_CASE("a cookie that is no token of ours is none", "[live][request]")
{
    CHECK(session_token("").empty());
    CHECK(session_token("sid=").empty());
    CHECK(session_token("sid").empty());
    CHECK(session_token(";;;=;sid").empty());
    CHECK(session_token("sid=" + token + "a").empty());
    CHECK(session_token("sid=" + token.substr(1)).empty());
    CHECK(session_token("sid=" + token.substr(1) + "'").empty());
    CHECK(session_token("sid=" + token.substr(1) + std::string(1, '\0')).empty());
    CHECK(session_token("SID=" + token).empty());
}

TEST_CASE("the token's hash is SHA-256 over its text", "[live][request]")
{
    const auto hash = hash_token("abc");
    REQUIRE(hash.size() == 32);
    CHECK(static_cast<unsigned char>(hash.front()) == 0xba);
    CHECK(static_cast<unsigned char>(hash.back()) == 0xad);
}
