// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/abandon_rate.h"

#include <catch2/catch.hpp>

using namespace dialing;

TEST_CASE("abandoned calls are counted against the people who answered", "[dialing][abandon]")
{
    CHECK(abandon_rate({.live_answers = 200, .abandoned = 6}) == Approx(.03));
    CHECK(abandon_rate({}) == 0);
}

TEST_CASE("so many calls may be abandoned, in whole calls and always one", "[dialing][abandon]")
{
    const AbandonRule rule{.limit = .03};
    const auto left = [&](long answers, long abandoned) { return has_abandons_left(rule, {answers, abandoned}); };
    CHECK(left(0, 0));
    CHECK_FALSE(left(1, 1));
    CHECK_FALSE(left(66, 1));
    CHECK(left(67, 1));
    CHECK(left(1000, 29));
    CHECK_FALSE(left(1000, 30));
    CHECK(has_abandons_left(AbandonRule{}, {10, 10}));
}

TEST_CASE("the estimate takes from the dropped calls the share of machines among the others", "[dialing][abandon]")
{
    CHECK(estimated_abandon_rate(29, 9, 7) == Approx(.6444).margin(.00005));
    CHECK(estimated_abandon_rate(3, 0, 97) == Approx(.03));
    CHECK(estimated_abandon_rate(0, 9, 7) == 0);
    CHECK(estimated_abandon_rate(5, 0, 0) == 1);
    CHECK(estimated_abandon_rate(5, 3, 0) == 0);
}
