// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/campaign_run.h"

#include "tests/unit/dialing/wall_clock.h"

#include <catch2/catch.hpp>

using namespace dialing;

namespace {

CampaignSettings settings_of(DialMode mode)
{
    CampaignSettings settings;
    settings.mode = mode;
    settings.is_enabled = true;
    settings.out_context = "outbound";
    settings.queue = "sales";
    settings.message = "sorry";
    settings.max_channels = 5;
    return settings;
}

CampaignMoment moment_of(Crew crew, OpenCallCounts calls = {})
{
    return {.now = 100, .crew = crew, .calls = calls, .lines_free = 1000};
}

CallsToPlace decide(const CampaignSettings& settings, const CampaignMoment& moment)
{
    return CampaignRun{settings, *find_profile("generic"), {}}.decide(moment);
}

}  // namespace

TEST_CASE("progressive: a line for each idle agent", "[dialing][run]")
{
    const auto plan = decide(settings_of(DialMode::progressive), moment_of({.idle = 4, .talking = 3}, {.ringing = 1}));
    CHECK(plan.calls == 3);
    CHECK(plan.why_not_more == StandstillReason{pacing::Reason::calls_cover_idle});
    CHECK(plan.mode == CallMode::with_agent);
}

TEST_CASE("by maximum concurrent calls all calls of the campaign count, not what its agents do besides",
          "[dialing][run]")
{
    auto settings = settings_of(DialMode::channels);
    CHECK(decide(settings, moment_of({.talking = 8}, {.ringing = 1, .waiting = 1, .talking = 1})).calls == 2);
    CHECK(decide(settings, moment_of({.talking = 8}, {.talking = 3, .message = 2})).calls == 0);
    CHECK(decide(settings, moment_of({.paused = 8})).why_not_more == StandstillReason{pacing::Reason::no_agents});
}

TEST_CASE("timed calls need no agents", "[dialing][run]")
{
    CHECK(decide(settings_of(DialMode::timed), moment_of({})).calls == 5);
}

TEST_CASE("by queue seats: so many lines for each idle seat", "[dialing][run]")
{
    auto settings = settings_of(DialMode::queue_seats);
    settings.queue_factor = 1.2;
    CHECK(decide(settings, moment_of({.idle = 10})).calls == 12);
    settings.queue_factor = 0.5;
    CHECK(decide(settings, moment_of({.idle = 10})).calls == 5);
}

TEST_CASE("no mode places more calls than there are lines", "[dialing][run]")
{
    const auto mode = GENERATE(DialMode::timed, DialMode::channels, DialMode::queue_seats, DialMode::progressive,
                               DialMode::predictive);
    auto settings = settings_of(mode);
    auto moment = moment_of({.idle = 20}, {.ringing = 2});
    SECTION("of its own")
    {
        settings.max_lines = 3;
        CHECK(decide(settings, moment).calls <= 1);
    }
    SECTION("of all campaigns")
    {
        moment.lines_free = 2;
        CHECK(decide(settings, moment).calls <= 2);
    }
    SECTION("lowered below what runs")
    {
        settings.max_lines = 1;
        moment.lines_free = -3;
        CHECK(decide(settings, moment).calls == 0);
    }
}

TEST_CASE("when the abandoned calls are used up, calls are placed for idle agents only", "[dialing][run]")
{
    auto moment = moment_of({.idle = 1, .talking = 9});
    moment.abandons = {.live_answers = 100, .abandoned = 4};
    const auto plan = decide(settings_of(DialMode::channels), moment);
    CHECK(plan.calls == 1);
    CHECK(plan.why_not_more == StandstillReason{Reason::abandon_budget_spent});
    CHECK(plan.mode == CallMode::with_agent);
}

TEST_CASE("settings changed while it runs hold at the next decision", "[dialing][run]")
{
    auto settings = settings_of(DialMode::channels);
    CampaignRun run{settings, *find_profile("generic"), {}};
    CHECK(run.decide(moment_of({.idle = 9})).calls == 5);
    settings.max_channels = 2;
    run.change(settings, *find_profile("generic"), {});
    CHECK(run.decide(moment_of({.idle = 9})).calls == 2);
}

TEST_CASE("the hit rate is of the calls whose end is known", "[dialing][run]")
{
    CampaignRun run{settings_of(DialMode::progressive), *find_profile("generic"), {}};
    CHECK_FALSE(run.hit_rate());
    for (const auto kind : {pacing::EventKind::dialed, pacing::EventKind::dialed, pacing::EventKind::dialed,
                            pacing::EventKind::person, pacing::EventKind::busy})
        run.hear({.kind = kind});
    CHECK(run.hit_rate() == 0.5);
}

TEST_CASE("what holds the whole campaign is told apart from what is about a number", "[dialing][run]")
{
    auto settings = settings_of(DialMode::predictive);
    const auto refusal_of = [&](const char* profile) {
        return campaign_refusal(state_of(settings, {}, {}), *find_profile(profile), std::nullopt,
                                utc("2026-03-09 03:00"));
    };
    CHECK_FALSE(refusal_of("generic"));  // it is night there, which is each number's matter
    CHECK_FALSE(refusal_of("CN"));       // so is consent
    SECTION("hours of the campaign")
    {
        settings.hours = every_day_from(std::chrono::hours{9}, std::chrono::hours{20});
        const auto refusal = refusal_of("generic");
        REQUIRE(refusal);
        CHECK(refusal->reason == Reason::outside_campaign);
        CHECK(refusal->again == utc("2026-03-09 09:00"));
    }
    SECTION("no message")
    {
        settings.message.clear();
        CHECK(refusal_of("generic")->reason == Reason::message_missing);
    }
    SECTION("no national list")
    {
        CHECK(refusal_of("US")->reason == Reason::national_list_stale);
    }
    SECTION("stopped by its switch")
    {
        settings.is_enabled = false;
        CHECK(refusal_of("generic")->reason == Reason::campaign_disabled);
    }
}
