// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/survey_statistics.h"

#include <catch2/catch.hpp>

using namespace crm;

TEST_CASE("persons are counted, not rows", "[crm][survey]")
{
    const auto counts =
        count_choices({{1, 11, 7, 0, "ann"}, {1, 11, 7, 0, "bob"}, {1, 12, 7, 0, "ann"}, {1, 12, 8, 0, "ann"}});
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].choice == 11);
    CHECK(counts[0].persons == 1);
    CHECK(counts[0].share == Approx(0.5));
    CHECK(counts[1].persons == 2);
    CHECK(counts[1].share == Approx(1.0));
}

TEST_CASE("every agent is counted for each question and choice apart", "[crm][survey][defect18]")
{
    const auto counts = count_choices_by_agent(
        {{1, 11, 7, 0, "ann"}, {1, 12, 8, 0, "ann"}, {1, 11, 9, 0, "bob"}, {2, 21, 7, 0, "ann"}});
    REQUIRE(counts.size() == 4);
    CHECK(counts[0].agent == "ann");
    CHECK(counts[0].share == Approx(0.5));
    CHECK(counts[1].agent == "bob");
    CHECK(counts[1].share == Approx(1.0));
    CHECK(counts[2].choice == 12);
    CHECK(counts[3].question == 2);
    CHECK(counts[3].share == Approx(1.0));
}

TEST_CASE("a customer and a contact of one number are two persons", "[crm][survey]")
{
    CHECK(count_choices({{1, 11, 7, 0, "ann"}, {1, 11, 0, 7, "ann"}}).at(0).persons == 2);
    CHECK(count_choices({}).empty());
}
