// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/call_feed.h"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace pages;

namespace {

constexpr runtime::TimePoint start{std::chrono::milliseconds{1741050123250}};

db::LiveCall incoming(calls::LegState state)
{
    db::LiveCall call;
    call.server = "asterisk";
    call.incoming = true;
    call.leg.key = {"1.1", "1.2"};
    call.leg.src = "02188776655";
    call.leg.srcchan = "PJSIP/trunk-1";
    call.leg.dstchan = "PJSIP/8001-2";
    call.leg.start = start;
    call.leg.state = state;
    return call;
}

nlohmann::json only_payload(const std::vector<db::LiveCall>& calls)
{
    const auto payloads = live_call_payloads(calls);
    REQUIRE(payloads.size() == 1);
    return nlohmann::json::parse(payloads.front());
}

}  // namespace

TEST_CASE("the state speaks the words of the feed", "[web][feed]")
{
    using calls::LegState;
    const auto [state, held, phase] =
        GENERATE(table<LegState, bool, std::string>({{LegState::dial, false, "ringing"},
                                                     {LegState::ringing, false, "ringing"},
                                                     {LegState::link, false, "talking"},
                                                     {LegState::link, true, "held"}}));
    auto call = incoming(state);
    call.leg.held = held;
    const auto payload = only_payload({call});
    CHECK(payload["phase"] == phase);
    CHECK(payload["peer"] == "02188776655");
    CHECK(payload["channel"] == "PJSIP/8001-2");
    CHECK(payload["leg"] == "asterisk|1.1|1.2");
    CHECK(payload["start"] == 1741050123250);
    CHECK(payload["answer"].is_null());
}

TEST_CASE("of several legs of one channel the most advanced tells the story", "[web][feed]")
{
    auto ringing = incoming(calls::LegState::ringing);
    ringing.incoming = false;
    auto talking = ringing;
    talking.leg.key.dstuid = "1.3";
    talking.leg.state = calls::LegState::link;
    CHECK(only_payload({ringing, talking})["leg"] == "asterisk|1.1|1.3");
    CHECK(only_payload({talking, ringing})["leg"] == "asterisk|1.1|1.3");
    CHECK(live_call_payloads({ringing, incoming(calls::LegState::ringing)}).size() == 2);
}
