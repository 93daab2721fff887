// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/pacing_stdio.h"

#include <catch2/catch.hpp>

#include <sysexits.h>

#include <sstream>

namespace {

struct Talk {
    int status;
    std::string out;
    std::string errors;
};

Talk pace(const std::string& input)
{
    std::istringstream in{input};
    std::ostringstream out;
    std::ostringstream errors;
    const int status = dialer::pace_over_stdio(in, out, errors);
    return {status, out.str(), errors.str()};
}

const std::string hello = "HELLO 1 agents=2 tick=0.5 duration=60 target=0.03 wait=2 ring_timeout=25 trunks=18\n";

}  // namespace

TEST_CASE("the dialer answers every tick with a number of calls", "[dialer][pacing]")
{
    const auto talk = pace(hello + "T 0.000 2 0 0 0 0 0 18 0 0 0 2 I,0.000,-1,0 I,0.000,-1,1\n" +
                           "T 0.500 2 0 0 0 2 0 16 2 0 0 2 D,0.000,0,-1 D,0.000,1,-1\nBYE\n");
    CHECK(talk.status == 0);
    CHECK(talk.out == "READY\n2\n0\n");
    CHECK(talk.errors.empty());
}

TEST_CASE("the end of the input ends it, too", "[dialer][pacing]")
{
    CHECK(pace(hello).status == 0);
}

TEST_CASE("what is not the protocol ends it with a sentence", "[dialer][pacing]")
{
    const auto input = GENERATE(as<std::string>{}, "", "HELLO 7\n", hello + "T 1\n");
    const auto talk = pace(input);
    CHECK(talk.status == EX_DATAERR);
    CHECK(talk.errors.rfind("dialer: ", 0) == 0);
}
