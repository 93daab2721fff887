// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/recording_news.h"
#include "common/calls/feed_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace calls;

TEST_CASE("an account hears whether a recording is its own", "[calls][feed][recording]")
{
    RecordingNews news;
    news.id = 5;
    news.leg = {"1.1", "1.2"};
    news.status = RecordingStatus::failed;
    news.accountid = 3;
    news.error = "MixMonitor: \xff refused";
    const auto own = nlohmann::json::parse(to_feed_json(news, "east", 3));
    CHECK(own["leg"] == "east|1.1|1.2");
    CHECK(own["status"] == "failed");
    CHECK(own["mine"] == true);
    CHECK(own["error"] == "MixMonitor: \xef\xbf\xbd refused");
    CHECK(nlohmann::json::parse(to_feed_json(news, "east", 4))["mine"] == false);
}

TEST_CASE("a leg's name is read back, and nothing else is", "[calls][feed]")
{
    const LegKey key{"1795413525.1", "1795413525.2"};
    const auto leg = parse_leg_id(leg_id(key, "east"));
    REQUIRE(leg);
    CHECK(leg->first == "east");
    CHECK(leg->second == key);
    for (const auto* text : {"", "|", "a|b", "|a|b", "a|b|c|d", "a"})
        CHECK_FALSE(parse_leg_id(text));
}

TEST_CASE("the words of the column are read back; those of later stages are none of an agent's", "[calls][recording]")
{
    using enum RecordingStatus;
    for (const auto status : {requested, recording, stopping, recorded, failed})
        CHECK(parse_recording_status(to_string(status)) == status);
    CHECK_FALSE(parse_recording_status("ready"));
}
