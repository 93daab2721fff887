// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/decision_inputs.h"

#include "tests/unit/dialing/wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;

TEST_CASE("a decision's grounds are told in one compact line", "[dialing][decision]")
{
    CalledNumber number;
    number.place.zones = {fixed_clock(8), fixed_clock(8), fixed_clock(1)};
    number.line = LineType::mobile;
    number.has_consent = true;
    number.attempts = 2;
    number.attempts_today = 1;
    number.national_list_age = std::chrono::days{3};
    number.last_abandoned = utc("2026-03-08 10:30");
    CampaignState campaign;
    campaign.mode = CallMode::predictive;
    campaign.abandons = {.live_answers = 120, .abandoned = 2};
    CHECK(decision_inputs(number, campaign, *find_profile("UK"), utc("2026-03-09 10:05")) ==
          R"({"mode":"predictive","there":["18:05","11:05"],"line":"mobile","consent":true,"attempts":2,"today":1,)"
          R"("connected_today":0,"ring":30,"message":false,"answers":120,"abandoned":2,"national_list_days":3,)"
          R"("hours_since_abandoned":23})");
}

TEST_CASE("a decision is kept by the months of its profile", "[dialing][decision]")
{
    using namespace std::chrono;
    CHECK(keep_until(*find_profile("generic"), utc("2026-03-09 10:05")) == 2031y / March / 9);
    CHECK(keep_until(*find_profile("CN"), utc("2026-09-30 10:05")) == 2027y / February / 28);
}
