// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/secrets.h"

#include <catch2/catch.hpp>

#include <set>

using namespace web;

TEST_CASE("tokens are long, plain and never the same", "[web][secrets]")
{
    std::set<std::string> tokens;
    for (int i = 0; i < 10000; ++i) {
        const auto token = random_token();
        CHECK(is_token(token));
        tokens.insert(token);
    }
    CHECK(tokens.size() == 10000);
}

TEST_CASE("a password is known by its hash only, and the hash is of today's cost", "[web][secrets]")
{
    const PasswordHasher hasher{{}};
    const auto hash = hasher.hash("orange kettle");
    CHECK(hash.find("$argon2id$v=19$m=19456,t=2,p=1$") == 0);
    CHECK(hasher.hash("orange kettle") != hash);
    CHECK(hasher.verify(hash, "orange kettle"));
    CHECK_FALSE(hasher.verify(hash, "orange kettles"));
    CHECK_FALSE(hasher.verify("", ""));
    CHECK_FALSE(hasher.verify("plaintext", "plaintext"));
    CHECK_FALSE(hasher.is_outdated(hash));
    CHECK(PasswordHasher{{.memory_mib = 24}}.is_outdated(hash));
}
