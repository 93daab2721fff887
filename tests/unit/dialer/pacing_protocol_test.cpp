// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/pacing_protocol.h"

#include <catch2/catch.hpp>

#include <string>

using dialing::pacing::Event;
using dialing::pacing::EventKind;

TEST_CASE("the first line tells the campaign's limits", "[dialer][pacing]")
{
    const auto hello = dialer::parse_hello("HELLO 1 agents=25 tick=0.5 target=0.025 wait=1.5 ring_timeout=20 later=x");
    REQUIRE(hello);
    CHECK(hello.value().agents == 25);
    CHECK(hello.value().target == .025);
    CHECK(hello.value().wait == 1.5);
    CHECK(hello.value().ring_timeout == 20);
}

TEST_CASE("another version and values out of range are refused", "[dialer][pacing]")
{
    const auto line = GENERATE(as<std::string>{}, "", "HELLO", "HELLO 2 target=0.03", "HELLO 1 target=3",
                               "HELLO 1 agents=-1", "HELLO 1 wait=nan", "HELLO 1 ring_timeout=", "READY");
    CAPTURE(line);
    const auto hello = dialer::parse_hello(line);
    REQUIRE_FALSE(hello);
    CHECK_FALSE(hello.error().what.empty());
}

TEST_CASE("a tick tells the campaign and what happened since the last", "[dialer][pacing]")
{
    const auto tick = dialer::parse_tick("T 12.500 1 2 3 4 5 6 7 80 9 10 3 D,11.5,79,-1 W,12.25,60,4,m I,12.5,-1,4");
    REQUIRE(tick);
    CHECK(tick.value().situation == dialing::pacing::Situation{12.5, 1, 2, 3, 4, 5, 6, 7, 80, 9, 10});
    CHECK(tick.value().events == std::vector<Event>{{EventKind::dialed, 11.5, 79, -1, false},
                                                    {EventKind::talk_ended, 12.25, 60, 4, true},
                                                    {EventKind::agent_free, 12.5, -1, 4, false}});
}

TEST_CASE("what is no tick is refused", "[dialer][pacing]")
{
    const std::string counts = "1 2 3 4 5 6 7 80 9 10 ";
    const auto line =
        GENERATE_COPY(as<std::string>{}, "", "T", "T 1 2", "X 1 " + counts + "0", "T nan " + counts + "0",
                      "T 1 " + counts + "1", "T 1 " + counts + "0 I,1,-1,4", "T 1 " + counts + "1 Q,1,2,3",
                      "T 1 " + counts + "1 W,1,2,3", "T 1 " + counts + "1 I,1,-1,4,5",
                      "T 1 " + counts + "1 D,1,99999999999999999999,3", "T 1 -1 2 3 4 5 6 7 8 9 10 0");
    CAPTURE(line);
    CHECK_FALSE(dialer::parse_tick(line));
}
