// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/elsewhere.h"

#include <catch2/catch.hpp>

TEST_CASE("a policy names the origin of an address, or the address is refused", "[web][csp]")
{
    const auto [url, origin] = GENERATE(table<std::string, std::string>({
        {"https://tile.openstreetmap.org/{z}/{x}/{y}.png", "https://tile.openstreetmap.org"},
        {"http://127.0.0.1:8080/search?key=1", "http://127.0.0.1:8080"},
        {"https://{s}.tile.example/{z}/{x}/{y}.png", "https://*.tile.example"},
        {"https://maps.example", "https://maps.example"},
        {"ftp://maps.example/", ""},
        {"/tiles/{z}/{x}/{y}.png", ""},
        {"https:///tiles", ""},
        {"https://maps.example:/", ""},
        {"https://user@maps.example/", ""},
        {"https://*/", ""},
        {"https://maps.example; script-src *", ""},
        {"https://a.example,b.example/", ""},
        {"https://{s}/tiles", ""},
    }));
    INFO(url);
    CHECK(web::origin_of(url).value_or("") == origin);
}
