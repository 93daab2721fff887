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
    return grid_page_statement(tables::diallist, scope, query, 26, std::nullopt).text();
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
    const auto statement = grid_page_statement(tables::diallist, crm::Scope::of_group(1), query, 26, std::nullopt);
    CHECK(has(statement.text(), "k.campaignname LIKE ?"));
    CHECK_FALSE(has(statement.text(), "OR 1"));
    CHECK(statement.values().size() == 3);
}

TEST_CASE("a search that was not understood finds nothing", "[db][grid]")
{
    crm::GridQuery query;
    query.typed.push_back({"x", "equal", "1", "", crm::GridProblem::unknown_column});
    CHECK(has(page_text(crm::Scope::everything(), query), "AND 0"));
}

TEST_CASE("a name is looked up, a part of one is looked for in the rows read", "[db][grid]")
{
    crm::GridQuery query;
    const auto campaign = index_of(tables::diallist, "campaign");
    query.conditions.push_back({campaign, crm::Comparison::equal, std::string("Spring"), {}});
    CHECK(has(page_text(crm::Scope::everything(), query),
              "t.campaignid IN (SELECT id FROM campaign WHERE campaignname = ?)"));
    query.conditions.front().comparison = crm::Comparison::contains;
    CHECK_FALSE(has(page_text(crm::Scope::everything(), query), "SELECT id FROM campaign"));
}

TEST_CASE("an index answers comparisons of its column, never a part of a text", "[db][grid]")
{
    const auto answered = [](std::string_view column, crm::Comparison comparison) {
        const auto& field = tables::customer.fields[index_of(tables::customer, column)];
        return is_answered_by_index(field, {0, comparison, std::string("1"), {}});
    };
    CHECK(answered("city", crm::Comparison::equal));
    CHECK(answered("group", crm::Comparison::equal));
    CHECK(answered("phone", crm::Comparison::equal));
    CHECK_FALSE(answered("phone", crm::Comparison::more));
    CHECK_FALSE(answered("city", crm::Comparison::contains));
    CHECK_FALSE(answered("city", crm::Comparison::empty));
    CHECK_FALSE(answered("address", crm::Comparison::equal));
}

TEST_CASE("a stretch is walked in the order's index alone", "[db][grid]")
{
    const auto stretch = [](const CrmTable& table, const crm::Scope& scope, const crm::GridQuery& query) {
        return grid_stretch_statement(table, scope, query, 5000).text();
    };
    const auto group = crm::Scope::of_group(3);
    crm::GridQuery query;
    query.conditions.push_back({index_of(tables::diallist, "assign"), crm::Comparison::contains, std::string("1"), {}});
    CHECK(stretch(tables::diallist, group, query) ==
          "SELECT t.id FROM diallist t WHERE 1 AND t.groupid = ? ORDER BY t.id DESC LIMIT 1 OFFSET ?");
    query.sort = index_of(tables::diallist, "dialnumber");
    query.conditions.push_back({*query.sort, crm::Comparison::more, std::string("7"), {}});
    CHECK(stretch(tables::diallist, group, query) ==
          "SELECT t.id, t.dialnumber FROM diallist t WHERE 1 AND t.dialnumber > ?"
          " ORDER BY t.dialnumber DESC, t.id DESC LIMIT 1 OFFSET ?");
    crm::GridQuery calls;
    calls.sort = index_of(tables::call_records, "calldate");
    CHECK(has(stretch(tables::call_records, group, calls), "t.astercrm_groupid = ?"));
}

TEST_CASE("a stretch ends with its last row, where NULL stands before all values", "[db][grid]")
{
    const auto up_to = [](crm::GridQuery query, std::optional<std::string> value) {
        return grid_up_to(tables::diallist, query, {9, std::move(value)}).text();
    };
    crm::GridQuery query;
    CHECK(up_to(query, {}) == " AND t.id >= ?");
    query.sort = index_of(tables::diallist, "dialtime");
    CHECK(up_to(query, "2026-01-02") == " AND (t.dialtime >= ? AND (t.dialtime > ? OR t.id >= ?))");
    CHECK(up_to(query, {}) == " AND (t.dialtime IS NOT NULL OR (t.dialtime IS NULL AND t.id >= ?))");
    query.descending = false;
    CHECK(up_to(query, "2026-01-02") ==
          " AND (t.dialtime IS NULL OR t.dialtime <= ? AND (t.dialtime < ? OR t.id <= ?))");
    CHECK(up_to(query, {}) == " AND ((t.dialtime IS NULL AND t.id <= ?))");
}
