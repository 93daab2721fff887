// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/account_rules.h"

#include <catch2/catch.hpp>

using namespace crm;

namespace {

constexpr Person root{1, UserType::admin, 0};
constexpr Person grace{2, UserType::groupadmin, 1};
constexpr Person peer{3, UserType::groupadmin, 1};
constexpr Person alice{4, UserType::agent, 1};
constexpr Person daria{5, UserType::agent, 2};
constexpr Person unknown{6, std::nullopt, 1};

}  // namespace

TEST_CASE("a group administrator changes the own group's agents and themselves", "[crm][accounts]")
{
    CHECK(may_change_account(grace, alice));
    CHECK(may_change_account(grace, grace));
    for (const auto& other : {root, peer, daria, unknown})
        CHECK_FALSE(may_change_account(grace, other));
    for (const auto& anybody : {root, grace, peer, alice, daria, unknown}) {
        CHECK(may_change_account(root, anybody));
        CHECK_FALSE(may_change_account(alice, anybody));
        CHECK_FALSE(may_change_account(unknown, anybody));
    }
}

TEST_CASE("nobody deletes themselves", "[crm][accounts]")
{
    for (const auto& who : {root, grace, alice})
        CHECK_FALSE(may_delete_account(who, who));
    CHECK(may_delete_account(root, grace));
    CHECK(may_delete_account(grace, alice));
}

TEST_CASE("names and extensions are told apart however they are typed", "[crm][accounts]")
{
    CHECK(split_names(" 8001, alice;bob\n") == std::vector<std::string>{"8001", "alice", "bob"});
    CHECK(split_names("８００１，王芳、８００２　x") == std::vector<std::string>{"8001", "王芳", "8002", "x"});
    CHECK(split_names(" ,, ").empty());
    CHECK(split_names("\xEF\xBC") == std::vector<std::string>{"\xEF\xBC"});
}

TEST_CASE("a user name can stand in a list", "[crm][accounts]")
{
    for (const auto* name : {"alice", "王芳", "a.b-c_d@example.test"})
        CHECK(is_user_name(name));
    for (const auto* name : {"", "a b", "a,b", "a，b", "a\tb"})
        CHECK_FALSE(is_user_name(name));
}
