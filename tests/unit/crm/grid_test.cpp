// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/grid.h"

#include <catch2/catch.hpp>

#include <array>

using namespace crm;

namespace {

constexpr std::array<std::string_view, 2> words{"idle", "busy"};
constexpr std::array columns{
    GridColumn{"name", ColumnType::text, true, true}, GridColumn{"tries", ColumnType::number},
    GridColumn{"when", ColumnType::datetime},         GridColumn{"status", ColumnType::choice, true, false, words},
    GridColumn{"enable", ColumnType::flag},           GridColumn{"counted", ColumnType::number, false},
};

std::optional<TimeSpan> one_minute(std::string_view text)
{
    if (text.size() != 1) return std::nullopt;
    const auto begin = runtime::from_epoch_ms((text.front() - '0') * 60'000);
    return TimeSpan{begin, begin + std::chrono::minutes{1}};
}

GridQuery parse(const Params& params)
{
    return parse_grid_query(columns, params, one_minute, 25);
}

std::optional<GridProblem> problem_of(const std::string& field, const std::string& comparison, const std::string& value,
                                      const std::string& to = "")
{
    const auto query = parse({{"f1", field}, {"c1", comparison}, {"v1", value}, {"w1", to}});
    REQUIRE(query.typed.size() == 1);
    CHECK(query.conditions.size() == (query.has_problems() ? 0U : 1U));
    return query.typed.front().problem;
}

}  // namespace

TEST_CASE("every condition typed is one of the query, rows left blank are none", "[crm][grid]")
{
    Params params{{"f2", "name"}, {"c2", "contains"}, {"v2", ""}};
    for (int i = 3; i <= 30; ++i) {
        const auto n = std::to_string(i);
        params.insert({{"f" + n, "name"}, {"c" + n, "contains"}, {"v" + n, " " + n + " "}});
    }
    const auto query = parse(params);
    REQUIRE(query.conditions.size() == 28);
    CHECK(std::get<std::string>(query.conditions.front().value) == "3");
    CHECK_FALSE(query.has_problems());
}

TEST_CASE("a condition that does not fit its column is named", "[crm][grid]")
{
    CHECK_FALSE(problem_of("tries", "between", "-3", "12"));
    CHECK_FALSE(problem_of("tries", "equal", "1.50"));
    CHECK_FALSE(problem_of("name", "empty", ""));
    CHECK_FALSE(problem_of("enable", "equal", "0"));
    CHECK(problem_of("password", "equal", "x") == GridProblem::unknown_column);
    CHECK(problem_of("counted", "equal", "1") == GridProblem::unknown_column);
    CHECK(problem_of("tries", "contains", "1") == GridProblem::unknown_comparison);
    CHECK(problem_of("name", "like", "1") == GridProblem::unknown_comparison);
    CHECK(problem_of("tries", "equal", "1 OR 1=1") == GridProblem::no_number);
    CHECK(problem_of("tries", "equal", "-") == GridProblem::no_number);
    CHECK(problem_of("when", "equal", "soon") == GridProblem::no_time);
    CHECK(problem_of("status", "equal", "gone") == GridProblem::not_offered);
    CHECK(problem_of("enable", "equal", "2") == GridProblem::not_offered);
    CHECK(problem_of("tries", "between", "5", "4") == GridProblem::wrong_order);
    CHECK(problem_of("when", "between", "5", "4") == GridProblem::wrong_order);
    CHECK(problem_of("tries", "between", "5") == GridProblem::needed);
}

TEST_CASE("only a sortable column orders a list, and sizes are those offered", "[crm][grid]")
{
    CHECK(parse({{"sort", "name"}, {"dir", "desc"}}).sort == 0U);
    CHECK(parse({{"sort", "name"}, {"dir", "desc"}}).descending);
    CHECK_FALSE(parse({{"sort", "name"}, {"dir", "asc"}}).descending);
    CHECK_FALSE(parse({{"sort", "tries"}}).sort);
    CHECK(parse({{"n", "100"}}).page_size == 100);
    CHECK(parse({{"n", "1000000"}}).page_size == 25);
}

TEST_CASE("a cursor survives the address, whatever its value", "[crm][grid]")
{
    for (const auto& cursor : {GridCursor{7, "a:b &x"}, GridCursor{7, ""}, GridCursor{7, std::nullopt}})
        CHECK(parse_cursor(to_string(cursor)) == cursor);
    CHECK_FALSE(parse_cursor("x:1"));
    CHECK_FALSE(parse_cursor(""));
    CHECK(parse({{"before", "7:x"}}).backward);
}

TEST_CASE("a query's parameters lead to the same query", "[crm][grid]")
{
    const auto query =
        parse({{"f3", "tries"}, {"c3", "between"}, {"v3", "1"}, {"w3", "2"}, {"sort", "name"}, {"n", "50"}});
    const auto params = to_params(columns, query);
    const auto again = parse(Params(params.begin(), params.end()));
    CHECK(to_params(columns, again) == params);
    CHECK(again.conditions.size() == 1);
}

TEST_CASE("wildcards of a search stand for themselves", "[crm][grid]")
{
    CHECK(like_pattern_containing("5%_\\") == "%5\\%\\_\\\\%");
}
