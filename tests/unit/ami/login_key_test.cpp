// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/login_key.h"

#include <catch2/catch.hpp>

TEST_CASE("the login key is the MD5 of challenge and secret, as in RFC 1321's test suite", "[ami][login]")
{
    CHECK(ami::login_key("", "") == "d41d8cd98f00b204e9800998ecf8427e");
    CHECK(ami::login_key("message ", "digest") == "f96b697d7cb7938d525a2f31aaf161d0");
    CHECK(ami::login_key("1234567890123456789012345678901234567890123456789012345678901234567890", "1234567890") ==
          "57edf4a22be3c955ac49da2e2107b67a");
}
