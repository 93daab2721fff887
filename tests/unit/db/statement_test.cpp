// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/connection.h"

#include <catch2/catch.hpp>

using db::Statement;

TEST_CASE("a statement is its literals in order, its values beside them", "[db][statement]")
{
    Statement where;
    where.add(" AND city = ?", "Köln").add(" AND id < ?", 7U);
    Statement all{"SELECT id FROM customer WHERE (? OR groupid = ?)", true, 3U};
    all.add(where).add(" ORDER BY id");
    CHECK(all.text() == "SELECT id FROM customer WHERE (? OR groupid = ?) AND city = ? AND id < ? ORDER BY id");
    REQUIRE(all.values().size() == 4);
    CHECK(all.values()[2].text() == "Köln");
    CHECK(all.values()[3].integer() == 7);
    CHECK(Statement{}.is_empty());
}
