// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/stream_marks.h"

#include <catch2/catch.hpp>

using ami::JournalPosition;
using astercc::StreamMarks;
using runtime::from_epoch_ms;

TEST_CASE("what was heard before a time ends at the last mark that is as old", "[standby]")
{
    StreamMarks marks;
    CHECK_FALSE(marks.before(from_epoch_ms(1000)));
    marks.add(from_epoch_ms(1000), {1, 0});
    marks.add(from_epoch_ms(1100), {1, 50});
    marks.add(from_epoch_ms(1200), {1, 50});
    marks.add(from_epoch_ms(1300), {2, 10});
    CHECK_FALSE(marks.before(from_epoch_ms(999)));
    CHECK(marks.before(from_epoch_ms(1099)) == JournalPosition{1, 0});
    CHECK(marks.before(from_epoch_ms(1299)) == JournalPosition{1, 50});
    CHECK(marks.before(from_epoch_ms(1300)) == JournalPosition{2, 10});
    CHECK(marks.before(from_epoch_ms(9000)) == JournalPosition{2, 10});
}

TEST_CASE("a clock put back holds nothing up for longer than before", "[standby]")
{
    StreamMarks marks;
    marks.add(from_epoch_ms(3'600'000), {1, 0});
    marks.add(from_epoch_ms(3'600'100), {1, 50});
    marks.add(from_epoch_ms(200), {1, 80});
    CHECK_FALSE(marks.before(from_epoch_ms(199)));
    CHECK(marks.before(from_epoch_ms(200)) == JournalPosition{1, 80});
}
