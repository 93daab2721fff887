// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/board.h"

#include <catch2/catch.hpp>

using board::Board;
using board::BoardChange;
using board::BoardRow;
using board::Part;

namespace {

BoardRow agent(unsigned account, std::string text)
{
    return {.part = Part::agent,
            .id = std::to_string(account),
            .text = std::move(text),
            .colleague_text = {},
            .groups = {},
            .accounts = {account}};
}

BoardRow call(std::string id, std::vector<unsigned> accounts)
{
    return {.part = Part::call,
            .id = std::move(id),
            .text = "{}",
            .colleague_text = "{}",
            .groups = {},
            .accounts = std::move(accounts)};
}

// "+17" came, "*17" changed, "-17" went.
std::string said(const std::vector<BoardChange>& changes)
{
    std::string text;
    for (const auto& [before, after] : changes)
        text += (before && after ? "*" : after ? "+" : "-") + (after ? after : before)->id;
    return text;
}

}  // namespace

TEST_CASE("a reading of everything tells what came, changed and went", "[board]")
{
    Board board;
    CHECK(said(board.replace({agent(1, "a"), agent(2, "b")})) == "+1+2");
    CHECK(said(board.replace({agent(1, "a"), agent(2, "b")})).empty());
    CHECK(said(board.replace({agent(1, "c"), agent(3, "d")})) == "*1+3-2");
    CHECK(board.size() == 2);
}

TEST_CASE("rows of one id in two parts are two rows", "[board]")
{
    Board board;
    CHECK(said(board.replace({agent(1, "a"), call("1", {1})})) == "+1+1");
    CHECK(said(board.replace({call("1", {1})})) == "-1");
}

TEST_CASE("a reading of some accounts leaves the others alone", "[board]")
{
    Board board;
    std::ignore = board.replace({agent(1, "a"), agent(2, "b"), call("x", {1, 2}), call("y", {3}), call("z", {})});
    CHECK(said(board.replace_of({1}, {agent(1, "a"), call("x", {1, 2})})).empty());
    CHECK(said(board.replace_of({1}, {agent(1, "A"), call("w", {1})})) == "*1+w-x");
    CHECK(said(board.replace_of({3}, {})) == "-y");
    CHECK(board.size() == 4);
}

TEST_CASE("a row that belongs to others now has changed", "[board]")
{
    Board board;
    auto row = agent(1, "a");
    row.groups = {7};
    std::ignore = board.replace({row});
    row.groups = {8};
    const auto changes = board.replace({row});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].before->groups == std::vector{7U});
    CHECK(changes[0].after->groups == std::vector{8U});
}
