// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/holiday_lines.h"

#include <catch2/catch.hpp>

TEST_CASE("holidays are read line by line", "[web][holidays]")
{
    std::optional<std::size_t> wrong;
    const auto days =
        pages::read_holiday_lines("2026-12-25 Christmas Day\r\n\n  03.10.2026\tTag der Einheit\n2026-10-01", wrong);
    REQUIRE_FALSE(wrong);
    REQUIRE(days.size() == 3);
    CHECK(days[0].day == "2026-12-25");
    CHECK(days[0].name == "Christmas Day");
    CHECK(days[1].day == "2026-10-03");
    CHECK(days[1].name == "Tag der Einheit");
    CHECK(days[2].name.empty());
}

TEST_CASE("the first line without a day is told", "[web][holidays]")
{
    std::optional<std::size_t> wrong;
    CHECK(pages::read_holiday_lines("2026-12-25 Christmas\n2026-02-30 nothing\nwords", wrong).empty());
    CHECK(wrong == 2);
}
