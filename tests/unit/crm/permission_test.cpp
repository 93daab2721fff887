// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/permission.h"

#include <catch2/catch.hpp>

using namespace crm;

TEST_CASE("an unknown usertype is nobody", "[crm][permission]")
{
    for (const auto type : {UserType::admin, UserType::groupadmin, UserType::agent}) {
        CHECK(parse_user_type(to_string(type)) == type);
    }
    for (const auto* word : {"", "Admin", "operator", "admin ", "root"})
        CHECK_FALSE(parse_user_type(word));
}

TEST_CASE("an administrator sees all rows, everybody else their group's", "[crm][permission]")
{
    CHECK(scope_of(UserType::admin, 3).covers(7));
    for (const auto type : {UserType::groupadmin, UserType::agent}) {
        CHECK(scope_of(type, 3).covers(3));
        CHECK_FALSE(scope_of(type, 3).covers(7));
        CHECK_FALSE(scope_of(type, 3).covers(0));
    }
}

TEST_CASE("detail_level decides who is looked through for a caller", "[crm][permission]")
{
    CHECK(caller_scope(DetailLevel::all, Scope::of_group(3)) == Scope::everything());
    CHECK(caller_scope(DetailLevel::group, Scope::of_group(3)) == Scope::of_group(3));
    CHECK(caller_scope(DetailLevel::group, Scope::everything()) == Scope::everything());
}
