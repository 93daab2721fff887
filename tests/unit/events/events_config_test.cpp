// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/events_config.h"

#include "common/runtime/config.h"

#include <catch2/catch.hpp>

using events::EventsConfig;
using namespace std::chrono_literals;

namespace {

EventsConfig read(const std::string& system)
{
    return EventsConfig::from(runtime::Config::parse("[database]\nusername = u\n[system]\n" + system));
}

}  // namespace

TEST_CASE("without a word events are kept 180 s, all of them, and no page is told of calls", "[events][config]")
{
    const auto config = read("");
    CHECK(config.log_life == 180s);
    CHECK(config.skip.empty());
    CHECK_FALSE(config.tells_calls);
}

TEST_CASE("eventsdaemon reads what the sample names", "[events][config]")
{
    const auto config = read("log_life = 0\nevents_skip = VarSet, RTCPSent\neventtype = event\n");
    CHECK(config.log_life == 0s);
    CHECK(config.skip == std::vector<std::string>{"varset", "rtcpsent"});
    CHECK(config.tells_calls);
    CHECK_THROWS_WITH(read("eventtype = both\n"), Catch::Contains("'both' is neither curcdr nor event"));
    CHECK_THROWS_WITH(read("log_life = -1\n"), Catch::Contains("log_life"));
}
