// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/url_template.h"

#include <catch2/catch.hpp>

namespace {

constexpr const char* everything =
    "https://crm.example/c?f=%callerid&t=%calleeid&m=%method&u=%uniqueid&d=%calldate&m=%method";

TEST_CASE("every variable of the address is filled in, as often as it stands there")
{
    CHECK(crm::fill_url(everything, {.callerid = "02188776655",
                                     .calleeid = "8001",
                                     .method = "dial_in",
                                     .uniqueid = "1795000000.42",
                                     .calldate = "2026-11-23 18:15:30"}) ==
          "https://crm.example/c?f=02188776655&t=8001&m=dial_in&u=1795000000.42&d=2026-11-23%2018%3A15%3A30&m=dial_in");
}

TEST_CASE("what a caller sends stays a value: it adds no parameter and no variable")
{
    CHECK(crm::fill_url("https://crm.example/?n=%callerid#%method",
                        {.callerid = "+86&admin=1#\"<%method>\n\xe6\x9d\x8e", .calleeid = {}, .method = "dial_out"}) ==
          "https://crm.example/?n=%2B86%26admin%3D1%23%22%3C%25method%3E%0A%E6%9D%8E#dial_out");
}

TEST_CASE("other text of the address stays as it is")
{
    CHECK(crm::fill_url("https://crm.example/a%20b/%call?%callerid", {.callerid = "1"}) ==
          "https://crm.example/a%20b/%call?1");
    CHECK(crm::fill_url("", {.callerid = "1"}).empty());
}

}  // namespace
