// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/board_limits.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace crm;

TEST_CASE("red lies beyond amber, whichever way is bad", "[crm][board]")
{
    CHECK(BoardLimit{"waiting", Bad::above, 2, 5}.is_ordered());
    CHECK(BoardLimit{"waiting", Bad::above, 5, 5}.is_ordered());
    CHECK_FALSE(BoardLimit{"waiting", Bad::above, 6, 5}.is_ordered());
    CHECK(BoardLimit{"ready", Bad::below, 2, 1}.is_ordered());
    CHECK_FALSE(BoardLimit{"ready", Bad::below, 1, 2}.is_ordered());
    CHECK(std::ranges::all_of(usual_board_limits, &BoardLimit::is_ordered));
}
