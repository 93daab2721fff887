// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/arrival_marks.h"

#include <catch2/catch.hpp>

using events::ArrivalMarks;
using namespace std::chrono_literals;

namespace {

const ArrivalMarks::Clock::time_point start{1000s};

}  // namespace

TEST_CASE("rows expire when they have been there for the whole life", "[events][purge]")
{
    ArrivalMarks marks{180s};
    marks.note(start, 10);
    marks.note(start + 60s, 20);
    CHECK(marks.expired(start + 179s) == 0);
    CHECK(marks.expired(start + 180s) == 10);
    CHECK(marks.expired(start + 239s) == 10);
    CHECK(marks.expired(start + 240s) == 20);
}

TEST_CASE("an emptied table whose numbers began anew is not purged by the old ones", "[events][purge]")
{
    ArrivalMarks marks{180s};
    marks.note(start, 1'000'000);
    marks.note(start + 170s, 5);
    CHECK(marks.expired(start + 190s) == 0);
    CHECK(marks.expired(start + 350s) == 5);
}

TEST_CASE("a long life needs few marks", "[events][purge]")
{
    ArrivalMarks marks{256'000s};
    marks.note(start, 1);
    marks.note(start + 1s, 2);
    marks.note(start + 1000s, 3);
    CHECK(marks.expired(start + 256'001s) == 1);
    CHECK(marks.expired(start + 257'000s) == 3);
}
