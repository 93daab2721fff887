// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/number_line.h"

#include <catch2/catch.hpp>

using crm::number_of_line;

TEST_CASE("the first cell of a list's line is the number", "[crm][national]")
{
    const auto line = GENERATE(as<std::string>{}, "2125551234", "2125551234\r", "(212) 555-1234", "\"212-555-1234\",NY",
                               "2125551234;2026-11-01", "212,5551234", "212\t555-1234\tNY");
    CAPTURE(line);
    CHECK(number_of_line(line, "") == "2125551234");
    CHECK(number_of_line(line, "1") == "12125551234");
}

TEST_CASE("a number in international form keeps its plus", "[crm][national]")
{
    CHECK(number_of_line("+49 30 123456", "") == "+4930123456");
}

TEST_CASE("what is no number is told", "[crm][national]")
{
    const auto line = GENERATE(as<std::string>{}, "", "number", "Area code,Number", "12", "see 2125551234",
                               "1234567890123456789012345678901");
    CAPTURE(line);
    CHECK_FALSE(number_of_line(line, "0"));
}
