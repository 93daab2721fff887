// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/schema_script.h"

#include <catch2/catch.hpp>

using db::SchemaScript;

TEST_CASE("a script is taken apart at the ends of its statements", "[db][schema]")
{
    const auto script = SchemaScript::parse(
        "-- a comment; with a semicolon\nSET NAMES utf8mb4;\n\n"
        "CREATE TABLE t (a int, -- why; because\n  b text DEFAULT 'it''s; \\'so\\'' /* ; */);\n"
        "insert INTO `odd;name` VALUES (\";\");\n;\nDELETE FROM t",
        "0009_x.sql");
    const auto& statements = script.statements();
    REQUIRE(statements.size() == 4);
    CHECK(statements[0].text() == "SET NAMES utf8mb4");
    CHECK(statements[0].is_of_the_session());
    CHECK(statements[1].text() == "CREATE TABLE t (a int, \n  b text DEFAULT 'it''s; \\'so\\'' )");
    CHECK_FALSE(statements[1].changes_rows());
    CHECK(statements[1].place() == "0009_x.sql, line 4");
    CHECK(statements[2].text() == "insert INTO `odd;name` VALUES (\";\")");
    CHECK(statements[2].changes_rows());
    CHECK(statements[3].place() == "0009_x.sql, line 8");
}

TEST_CASE("a script that ends within a string or a comment is refused with the line", "[db][schema]")
{
    CHECK_THROWS_WITH(SchemaScript::parse("SELECT 1;\nSELECT 'a", "x.sql"), "x.sql, line 2: the quotation has no end");
    CHECK_THROWS_WITH(SchemaScript::parse("\n\n/* a", "x.sql"), "x.sql, line 3: the comment has no end");
    CHECK(SchemaScript::parse("SELECT 1 -- the end", "x.sql").statements().size() == 1);
    CHECK(SchemaScript::parse(" \n-- nothing", "x.sql").statements().empty());
}
