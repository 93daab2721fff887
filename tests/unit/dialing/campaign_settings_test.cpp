// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/campaign_settings.h"

#include <catch2/catch.hpp>

using namespace dialing;

namespace {

CampaignSettings with_queue(DialMode mode)
{
    CampaignSettings settings;
    settings.mode = mode;
    settings.out_context = "outbound";
    settings.queue = "sales";
    settings.max_channels = 5;
    return settings;
}

CampaignSettings with_extension(DialMode mode)
{
    auto settings = with_queue(mode);
    settings.queue.clear();
    settings.in_context = "from-internal";
    settings.in_exten = "8000";
    return settings;
}

std::optional<SettingFlaw> flaw_of(const CampaignSettings& settings)
{
    const auto found = find_flaw(settings);
    return found ? std::optional{found->flaw} : std::nullopt;
}

}  // namespace

TEST_CASE("a mode's word is read as it is written", "[dialing][campaign]")
{
    const auto mode = GENERATE(DialMode::timed, DialMode::channels, DialMode::queue_seats, DialMode::progressive,
                               DialMode::predictive);
    CHECK(parse_dial_mode(to_string(mode)) == mode);
}

TEST_CASE("a campaign that can run has no flaw", "[dialing][campaign]")
{
    CHECK_FALSE(flaw_of(with_queue(DialMode::predictive)));
    CHECK_FALSE(flaw_of(with_extension(DialMode::channels)));
    CHECK_FALSE(flaw_of(with_extension(DialMode::timed)));
}

TEST_CASE("what keeps a campaign from running is found", "[dialing][campaign]")
{
    auto settings = with_queue(DialMode::channels);
    SECTION("nothing to call through")
    {
        settings.out_context.clear();
        CHECK(flaw_of(settings) == SettingFlaw::out_context);
    }
    SECTION("a profile nobody knows")
    {
        settings.profile = "XX";
        CHECK(flaw_of(settings) == SettingFlaw::profile);
    }
    SECTION("nobody for people who answer")
    {
        settings.queue.clear();
        CHECK(flaw_of(settings) == SettingFlaw::target);
    }
    SECTION("an extension without its context")
    {
        settings.in_exten = "8000";
        CHECK(flaw_of(settings) == SettingFlaw::target);
    }
    SECTION("seats of no queue")
    {
        CHECK(flaw_of(with_extension(GENERATE(DialMode::queue_seats, DialMode::progressive, DialMode::predictive))) ==
              SettingFlaw::queue);
    }
    SECTION("what could not be read comes first")
    {
        settings.out_context.clear();
        settings.unreadable = {SettingFlaw::hours, "Mun is no day"};
        CHECK(flaw_of(settings) == SettingFlaw::hours);
    }
}

TEST_CASE("straight to the queue passes over the extension", "[dialing][campaign]")
{
    auto settings = with_extension(DialMode::channels);
    CHECK_FALSE(goes_to_queue(settings));
    settings.binds_queue = true;
    CHECK(goes_to_queue(settings));
}

TEST_CASE("calls ahead of the agents may be abandoned, those with an agent not", "[dialing][campaign]")
{
    CHECK(call_mode(with_queue(DialMode::predictive)) == CallMode::predictive);
    CHECK(call_mode(with_queue(DialMode::channels)) == CallMode::predictive);
    CHECK(call_mode(with_queue(DialMode::progressive)) == CallMode::with_agent);
    CHECK(call_mode(with_extension(DialMode::channels)) == CallMode::with_agent);
    auto seats = with_queue(DialMode::queue_seats);
    CHECK(call_mode(seats) == CallMode::with_agent);
    seats.queue_factor = 1.2;
    CHECK(call_mode(seats) == CallMode::predictive);
}

TEST_CASE("agents are needed where a queue's people take the calls", "[dialing][campaign]")
{
    CHECK(needs_agents(with_queue(DialMode::channels)));
    CHECK_FALSE(needs_agents(with_extension(DialMode::channels)));
    CHECK_FALSE(needs_agents(with_queue(DialMode::timed)));
}

TEST_CASE("the smaller of two limits holds", "[dialing][campaign]")
{
    auto settings = with_queue(DialMode::channels);
    CHECK(most_calls(settings) == 5);
    settings.max_lines = 3;
    CHECK(most_calls(settings) == 3);
    settings.max_lines = 30;
    CHECK(most_calls(settings) == 5);
    settings.mode = DialMode::predictive;
    CHECK(most_calls(settings) == 30);
    settings.max_lines = 0;
    CHECK_FALSE(most_calls(settings));

    settings.abandon_target = 0.02;
    CHECK(abandon_limit(settings, *find_profile("UK")) == 0.02);
    settings.abandon_target = 0.5;
    CHECK(abandon_limit(settings, *find_profile("UK")) == 0.03);
}

TEST_CASE("what may_dial is told of a campaign is what was set", "[dialing][campaign]")
{
    auto settings = with_queue(DialMode::predictive);
    settings.is_enabled = true;
    settings.message = "sorry";
    settings.ring_time = std::chrono::seconds{20};
    settings.limits = {.total = 4, .per_day = 2};
    settings.asks_national_list = false;
    const auto state = state_of(settings, {.live_answers = 100, .abandoned = 2}, ZoneClock{std::chrono::hours{8}});
    CHECK(state.mode == CallMode::predictive);
    CHECK(state.is_enabled);
    CHECK(state.has_message);
    CHECK(state.ring_time == std::chrono::seconds{20});
    CHECK(state.limits.total == 4);
    CHECK(state.limits.per_day == 2);
    CHECK_FALSE(state.asks_national_list);
    CHECK(state.abandons.abandoned == 2);
    CHECK(state.clock.offset == std::chrono::hours{8});
}
