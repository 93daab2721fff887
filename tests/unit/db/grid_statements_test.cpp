// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/grid_statements.h"

#include "common/db/crm_tables.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace db;

namespace {

std::size_t index_of(const CrmTable& table, std::string_view name)
{
    const auto found =
        std::find_if(table.fields.begin(), table.fields.end(), [&](const auto& f) { return f.column.name == name; });
    REQUIRE(found != table.fields.end());
    return static_cast<std::size_t>(found - table.fields.begin());
}

std::string page_text(const crm::Scope& scope, const crm::GridQuery& query)
{
    return grid_page_statement(tables::diallist, scope, query, 26).text();
}

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a group's list is bounded by the group, an admin's is not", "[db][grid]")
{
    CHECK(has(page_text(crm::Scope::of_group(3), {}), "WHERE 1 AND t.groupid = ?"));
    CHECK_FALSE(has(page_text(crm::Scope::everything(), {}), "t.groupid = ?"));
}

TEST_CASE("every table with groups has its scope, in the list and in what belongs to its rows", "[db][grid]")
{
    for (const auto* table :
         {&tables::customer, &tables::contact, &tables::note, &tables::speeddial, &tables::do_not_call,
          &tables::campaign, &tables::diallist, &tables::dialedlist, &tables::call_records, &tables::recordings}) {
        CHECK(table->has_groups());
        for (const auto& dependant : table->dependants)
            CHECK(has(std::string(dependant.scope.text()), "groupid = ?"));
    }
}

TEST_CASE("the order ends with the id, and a page goes on where the last one ended", "[db][grid]")
{
    crm::GridQuery query;
    CHECK(has(page_text(crm::Scope::everything(), query), "ORDER BY t.id DESC LIMIT ?"));
    query.sort = index_of(tables::diallist, "dialnumber");
    query.descending = false;
    query.cursor = crm::GridCursor{9, "123"};
    CHECK(has(page_text(crm::Scope::everything(), query),
              "AND (t.dialnumber >= ? AND (t.dialnumber > ? OR t.id > ?)) ORDER BY t.dialnumber, t.id LIMIT ?"));
    query.backward = true;
    CHECK(has(page_text(crm::Scope::everything(), query),
              "(t.dialnumber <= ? AND (t.dialnumber < ? OR t.id < ?)) ORDER BY t.dialnumber DESC, t.id DESC"));
}

TEST_CASE("a value never becomes text of the statement", "[db][grid]")
{
    crm::GridQuery query;
    query.conditions.push_back(
        {index_of(tables::diallist, "campaign"), crm::Comparison::contains, std::string("x' OR 1"), {}});
    const auto statement = grid_page_statement(tables::diallist, crm::Scope::of_group(1), query, 26);
    CHECK(has(statement.text(), "t.campaignid IN (SELECT id FROM campaign WHERE campaignname LIKE ?)"));
    CHECK_FALSE(has(statement.text(), "OR 1"));
    CHECK(statement.values().size() == 3);
}

TEST_CASE("a search that was not understood finds nothing", "[db][grid]")
{
    crm::GridQuery query;
    query.typed.push_back({"x", "equal", "1", "", crm::GridProblem::unknown_column});
    CHECK(has(page_text(crm::Scope::everything(), query), "AND 0"));
}
