// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/board_row.h"

#include <catch2/catch.hpp>

using board::BoardRow;
using board::BoardView;
using board::Part;
using board::RowPtr;

namespace {

RowPtr row(std::vector<unsigned> groups, std::vector<unsigned> accounts, std::string colleague_text = R"({"a":1})")
{
    return std::make_shared<const BoardRow>(BoardRow{.part = Part::agent,
                                                     .id = "17",
                                                     .text = R"({"a":1,"talkToday":9})",
                                                     .colleague_text = std::move(colleague_text),
                                                     .groups = std::move(groups),
                                                     .accounts = std::move(accounts)});
}

const auto everything = BoardView::of_system(crm::Scope::everything());
const auto sales = BoardView::of_system(crm::Scope::of_group(7));
const auto of_17 = BoardView::of_colleagues({17, 18});

}  // namespace

TEST_CASE("an administrator sees every row, a group's supervisor those of the group", "[board]")
{
    for (const auto& seen : {row({7}, {17}), row({6, 7}, {})})
        CHECK((everything.text_of(*seen) && sales.text_of(*seen)));
    for (const auto& hidden : {row({8}, {17}), row({}, {17}), row({}, {})})
        CHECK((everything.text_of(*hidden) && !sales.text_of(*hidden)));
}

TEST_CASE("a colleague sees the watched without their figures", "[board]")
{
    CHECK(*of_17.text_of(*row({7}, {17})) == R"({"a":1})");
    CHECK(of_17.text_of(*row({7}, {5, 18})));
    CHECK_FALSE(of_17.text_of(*row({7}, {5})));
    CHECK_FALSE(of_17.text_of(*row({7}, {})));
    CHECK_FALSE(of_17.text_of(*row({7}, {17}, "")));
    CHECK_FALSE(BoardView::of_colleagues({}).text_of(*row({7}, {0})));
}

TEST_CASE("a change is told as the row, or as its end", "[board]")
{
    const auto mine = row({7}, {17});
    CHECK(sales.change_json({nullptr, mine}) == R"({"part":"agent","id":"17","row":{"a":1,"talkToday":9}})");
    CHECK(sales.change_json({mine, nullptr}) == R"({"part":"agent","id":"17","row":null})");
    CHECK(of_17.change_json({nullptr, mine}) == R"({"part":"agent","id":"17","row":{"a":1}})");
}

TEST_CASE("a row that comes into sight comes, one that gets out of it has gone", "[board]")
{
    const auto mine = row({7}, {17});
    const auto theirs = row({8}, {17});
    CHECK(sales.change_json({theirs, mine}) == sales.change_json({nullptr, mine}));
    CHECK(sales.change_json({mine, theirs}) == sales.change_json({mine, nullptr}));
    CHECK(sales.change_json({theirs, theirs}).empty());
    CHECK(sales.change_json({theirs, nullptr}).empty());
}

TEST_CASE("what a viewer is not told has not changed for it", "[board]")
{
    const auto before = row({7}, {17});
    auto busier = *before;
    busier.text = R"({"a":1,"talkToday":99})";
    const board::BoardChange change{before, std::make_shared<const BoardRow>(busier)};
    CHECK(of_17.change_json(change).empty());
    CHECK_FALSE(sales.change_json(change).empty());
}

TEST_CASE("a reset has all rows in sight and no other", "[board]")
{
    CHECK(sales.reset_json({row({8}, {17}), row({7}, {17})}, 5, 4) ==
          R"({"now":5,"as_of":4,"rows":[{"part":"agent","id":"17","row":{"a":1,"talkToday":9}}]})");
    CHECK(sales.reset_json({}, 5, 4) == R"({"now":5,"as_of":4,"rows":[]})");
}
