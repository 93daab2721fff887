// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/may_dial.h"

#include "wall_clock.h"

#include <catch2/catch.hpp>

#include <functional>
#include <string>

using namespace dialing;
using namespace std::chrono_literals;

namespace {

const TimePoint noon = utc("2026-06-03 17:00");  // a Wednesday, 12:00 in the called place

// Everything is in order, and each case breaks what it is about.
struct Call {
    CalledNumber number{.dialed = "12025550123", .place = {.zones = {fixed_clock(-5)}}};
    CampaignState campaign{.mode = CallMode::predictive, .has_message = true};
    ComplianceProfile profile{.min_ring = 15s, .needs_message = true};
    TimePoint now = noon;

    [[nodiscard]] Verdict verdict() const { return may_dial(number, campaign, profile, now); }
    [[nodiscard]] std::optional<Reason> reason() const
    {
        const auto refusal = verdict().refusal;
        return refusal ? std::optional{refusal->reason} : std::nullopt;
    }
    [[nodiscard]] std::optional<TimePoint> again() const { return verdict().refusal.value().again; }
};

Call by_hand()
{
    Call call;
    call.campaign.mode = CallMode::by_hand;
    return call;
}

struct Broken {
    Reason reason;
    std::function<void(Call&)> breaks;
};

// Each does not undo what those after it do, so that they can be piled up.
const std::vector<Broken> ways_to_break{
    {Reason::number_invalid, [](Call& c) { c.number.dialed = "1202555,1"; }},
    {Reason::own_number, [](Call& c) { c.number.own_extension = c.number.dialed; }},
    {Reason::prefix_not_allowed,
     [](Call& c) {
         c.campaign.allowed_prefixes = {"44", "49"};
     }},
    {Reason::campaign_disabled, [](Call& c) { c.campaign.is_enabled = false; }},
    {Reason::ring_too_short, [](Call& c) { c.campaign.ring_time = 14s; }},
    {Reason::message_missing, [](Call& c) { c.campaign.has_message = false; }},
    {Reason::outside_campaign, [](Call& c) { c.campaign.hours = every_day_from(8h, 17h); }},
    {Reason::consent_missing, [](Call& c) { c.profile.consent = ConsentRule::always; }},
    {Reason::do_not_call_group, [](Call& c) { c.number.do_not_call = DoNotCallHit{DoNotCallList::group}; }},
    {Reason::national_list_stale, [](Call& c) { c.profile.national_list_max_age = std::chrono::days{31}; }},
    {Reason::outside_hours, [](Call& c) { c.profile.hours = every_day_from(13h, 14h); }},
    {Reason::too_many_attempts, [](Call& c) { c.campaign.limits.total = c.number.attempts = 5; }},
    {Reason::too_many_today, [](Call& c) { c.profile.attempts.per_day = c.number.attempts_today = 3; }},
    {Reason::too_many_connected_today,
     [](Call& c) { c.profile.attempts.connected_per_day = c.number.connected_today = 3; }},
    {Reason::not_due, [](Call& c) { c.number.due = noon + 1min; }},
    {Reason::locked_after_abandoned,
     [](Call& c) {
         c.profile.lock_after_abandoned = 72h;
         c.number.last_abandoned = noon - 1h;
     }},
    {Reason::abandon_budget_spent,
     [](Call& c) {
         c.profile.abandonment.limit = .03;
         c.campaign.abandons = {1000, 30};
     }},
    {Reason::no_channel, [](Call& c) { c.campaign.channels_left = 0; }},
    {Reason::no_agent, [](Call& c) { c.campaign.has_agent = false; }},
};

}  // namespace

TEST_CASE("a call that nothing is against may be dialed", "[dialing][may_dial]")
{
    CHECK(Call{}.verdict().is_yes());
    CHECK(may_dial({.dialed = "8010"}, {}, {}, noon).is_yes());
}

TEST_CASE("each reason alone refuses the call", "[dialing][may_dial]")
{
    for (const auto& way : ways_to_break) {
        Call call;
        way.breaks(call);
        INFO(to_string(way.reason));
        CHECK(call.reason() == way.reason);
    }
}

TEST_CASE("of several reasons the first is told", "[dialing][may_dial]")
{
    Call call;
    for (auto way = ways_to_break.rbegin(); way != ways_to_break.rend(); ++way) {
        way->breaks(call);
        INFO(to_string(way->reason));
        CHECK(call.reason() == way->reason);
    }
}

TEST_CASE("every reason has a word of its own", "[dialing][may_dial]")
{
    for (int n = 0; n <= static_cast<int>(Reason::no_agent); ++n) {
        const auto reason = static_cast<Reason>(n);
        CHECK(parse_reason(to_string(reason)) == reason);
    }
    CHECK_FALSE(parse_reason("bad_weather"));
}

TEST_CASE("a number must be one, of an allowed prefix", "[dialing][may_dial]")
{
    Call call;
    call.number.dialed = "+12025550123";
    CHECK(call.verdict().is_yes());
    call.campaign.allowed_prefixes = {"44", "+1202"};
    CHECK(call.verdict().is_yes());
    call.number.dialed = "";
    CHECK(call.reason() == Reason::number_invalid);
}

TEST_CASE("the telephone rings as long as the profile wants", "[dialing][may_dial]")
{
    Call call;
    call.campaign.ring_time = 15s;
    CHECK(call.verdict().is_yes());
    call.campaign.ring_time = 14s;
    CHECK(call.reason() == Reason::ring_too_short);
}

TEST_CASE("only calls ahead of the agents need a message", "[dialing][may_dial]")
{
    Call call;
    call.campaign.has_message = false;
    call.campaign.mode = CallMode::with_agent;
    CHECK(call.verdict().is_yes());
    call.campaign.mode = CallMode::predictive;
    CHECK(call.reason() == Reason::message_missing);
}

TEST_CASE("a campaign's hours go by the call center's clock", "[dialing][may_dial]")
{
    Call call;
    call.campaign.hours = every_day_from(9h, 18h);
    call.campaign.clock = fixed_clock(1);
    call.now = utc("2026-06-03 16:59");
    CHECK(call.verdict().is_yes());
    call.now = noon;
    CHECK(call.reason() == Reason::outside_campaign);
    CHECK(call.again() == utc("2026-06-04 08:00"));
}

TEST_CASE("a promised callback goes before what its campaign says, and not before the law", "[dialing][may_dial]")
{
    Call call;
    call.number.is_promised_callback = true;
    call.campaign.is_enabled = false;
    call.campaign.hours = every_day_from(8h, 17h);
    call.campaign.limits.total = call.number.attempts = 5;
    CHECK(call.verdict().is_yes());
    call.profile.attempts.total = 5;
    CHECK(call.reason() == Reason::too_many_attempts);
    call.profile.hours = every_day_from(13h, 14h);
    CHECK(call.reason() == Reason::outside_hours);
}

TEST_CASE("consent is asked for where the profile does", "[dialing][may_dial]")
{
    struct Case {
        ConsentRule rule;
        CallMode mode;
        LineType line;
        bool is_needed;
    };
    const auto c = GENERATE(values<Case>({
        {ConsentRule::none, CallMode::predictive, LineType::mobile, false},
        {ConsentRule::autodialed_mobiles, CallMode::predictive, LineType::mobile, true},
        {ConsentRule::autodialed_mobiles, CallMode::with_agent, LineType::unknown, true},
        {ConsentRule::autodialed_mobiles, CallMode::predictive, LineType::fixed, false},
        {ConsentRule::autodialed_mobiles, CallMode::by_hand, LineType::mobile, false},
        {ConsentRule::always, CallMode::by_hand, LineType::fixed, true},
    }));
    Call call;
    call.profile.consent = c.rule;
    call.campaign.mode = c.mode;
    call.number.line = c.line;
    CHECK(call.verdict().is_yes() != c.is_needed);
    call.number.has_consent = true;
    CHECK(call.verdict().is_yes());
}

TEST_CASE("a do-not-call entry says which list and why", "[dialing][may_dial]")
{
    struct Case {
        DoNotCallList list;
        Reason reason;
    };
    const auto c = GENERATE(values<Case>({{DoNotCallList::global, Reason::do_not_call_global},
                                          {DoNotCallList::group, Reason::do_not_call_group},
                                          {DoNotCallList::campaign, Reason::do_not_call_campaign},
                                          {DoNotCallList::national, Reason::do_not_call_national}}));
    Call call;
    call.number.do_not_call = DoNotCallHit{c.list, "asked on 3 May"};
    const auto refusal = call.verdict().refusal;
    REQUIRE(refusal);
    CHECK(refusal->reason == c.reason);
    CHECK(refusal->detail == "asked on 3 May");
    CHECK_FALSE(refusal->again);
}

TEST_CASE("the national list must be there and fresh, for calls it is made for", "[dialing][may_dial]")
{
    Call call;
    call.profile.national_list_max_age = std::chrono::days{31};
    CHECK(call.reason() == Reason::national_list_stale);
    call.number.national_list_age = std::chrono::days{31};
    CHECK(call.verdict().is_yes());
    call.number.national_list_age = std::chrono::days{32};
    CHECK(call.reason() == Reason::national_list_stale);
    call.campaign.asks_national_list = false;
    CHECK(call.verdict().is_yes());
    call.number.do_not_call = DoNotCallHit{DoNotCallList::national};
    CHECK(call.verdict().is_yes());
    call.number.do_not_call = DoNotCallHit{DoNotCallList::campaign};
    CHECK(call.reason() == Reason::do_not_call_campaign);
}

TEST_CASE("a number of which nobody knows where it rings is dialed only where any time will do", "[dialing][may_dial]")
{
    Call call;
    call.number.place.zones.clear();
    CHECK(call.verdict().is_yes());
    call.profile.hours = every_day_from(8h, 21h);
    CHECK(call.reason() == Reason::place_unknown);
}

TEST_CASE("before eight o'clock there, the refusal says when, by both clocks", "[dialing][may_dial]")
{
    Call call;
    call.profile.hours = every_day_from(8h, 21h);
    call.now = utc("2026-06-03 12:59");
    const auto refusal = call.verdict().refusal;
    REQUIRE(refusal);
    CHECK(refusal->reason == Reason::outside_hours);
    CHECK(refusal->again == utc("2026-06-03 13:00"));
    CHECK(refusal->again_there == WallTime{std::chrono::local_days{std::chrono::year{2026} / 6 / 3} + 8h});
    call.now = utc("2026-06-03 13:00");
    CHECK(call.verdict().is_yes());
}

TEST_CASE("the time a refusal ends is one at which the campaign calls, too", "[dialing][may_dial]")
{
    Call call;
    call.profile.hours = every_day_from(8h, 21h);
    call.campaign.hours = every_day_from(9h, 17h);
    call.campaign.clock = fixed_clock(-4);
    call.now = utc("2026-06-03 20:00");
    call.number.due = utc("2026-06-03 22:00");
    CHECK(call.reason() == Reason::not_due);
    CHECK(call.again() == utc("2026-06-04 13:00"));
    call.campaign.hours = every_day_from(22h, 24h);
    call.campaign.clock = fixed_clock(-3);
    call.now = utc("2026-06-04 01:00");
    CHECK(call.verdict().is_yes());
    call.number.due = utc("2026-06-04 02:30");
    CHECK(call.again() == utc("2026-06-05 01:00"));
}

TEST_CASE("a number that may ring in several zones is dialed when all are open", "[dialing][may_dial]")
{
    Call call;
    call.profile.hours = every_day_from(8h, 21h);
    call.number.place.zones = {fixed_clock(-5), fixed_clock(-8)};
    call.now = utc("2026-06-03 15:59");
    CHECK(call.reason() == Reason::outside_hours);
    const auto refusal = call.verdict().refusal;
    CHECK(refusal->again == utc("2026-06-03 16:00"));
    CHECK(refusal->again_there == WallTime{std::chrono::local_days{std::chrono::year{2026} / 6 / 3} + 8h});
    call.now = utc("2026-06-03 16:00");
    CHECK(call.verdict().is_yes());
    call.now = utc("2026-06-04 02:00");
    CHECK(call.reason() == Reason::outside_hours);
}

TEST_CASE("on a holiday the refusal says so, and names the day after", "[dialing][may_dial]")
{
    Call call;
    call.profile = *find_profile("DE");
    call.number.has_consent = true;
    call.number.place = {.zones = {fixed_clock(1)}, .holidays = {std::chrono::year{2026} / 12 / 25}};
    call.now = utc("2026-12-25 10:00");  // a Friday
    CHECK(call.reason() == Reason::holiday);
    CHECK(call.again() == utc("2026-12-26 07:00"));
    call.now = utc("2026-12-27 10:00");
    CHECK(call.reason() == Reason::outside_hours);
    CHECK(call.again() == utc("2026-12-28 07:00"));
}

TEST_CASE("where holidays are days like others, they are no reason", "[dialing][may_dial]")
{
    Call call;
    call.profile.hours = every_day_from(8h, 21h);
    call.number.place.holidays = {std::chrono::year{2026} / 6 / 3};
    CHECK(call.verdict().is_yes());
    call.now = utc("2026-06-03 12:59");
    CHECK(call.reason() == Reason::outside_hours);
}

TEST_CASE("the night in which the clocks go forward ends at eight by the clock that then holds", "[dialing][may_dial]")
{
    Call call;
    call.profile.hours = every_day_from(8h, 21h);
    call.number.place.zones = {berlin_in_spring()};
    call.now = utc("2026-03-29 00:30");
    CHECK(call.again() == utc("2026-03-29 06:00"));
    call.now = utc("2026-03-29 06:00");
    CHECK(call.verdict().is_yes());
}

TEST_CASE("attempts are counted against the smaller of campaign's and profile's limits", "[dialing][may_dial]")
{
    struct Case {
        unsigned made;
        unsigned campaign;
        unsigned profile;
        bool is_yes;
    };
    const auto c = GENERATE(values<Case>({{9, 0, 0, true},
                                          {2, 3, 0, true},
                                          {3, 3, 0, false},
                                          {2, 0, 3, true},
                                          {3, 0, 3, false},
                                          {2, 2, 5, false},
                                          {2, 5, 2, false}}));
    CAPTURE(c.made, c.campaign, c.profile);
    const auto check = [&](unsigned CalledNumber::*count, unsigned AttemptLimits::*limit, Reason reason) {
        Call call;
        call.number.*count = c.made;
        call.campaign.limits.*limit = c.campaign;
        call.profile.attempts.*limit = c.profile;
        CHECK(call.reason() == (c.is_yes ? std::nullopt : std::optional{reason}));
    };
    check(&CalledNumber::attempts, &AttemptLimits::total, Reason::too_many_attempts);
    check(&CalledNumber::attempts_today, &AttemptLimits::per_day, Reason::too_many_today);
    check(&CalledNumber::connected_today, &AttemptLimits::connected_per_day, Reason::too_many_connected_today);
}

TEST_CASE("after the day's last attempt it goes on tomorrow morning there", "[dialing][may_dial]")
{
    Call call;
    call.profile.attempts.per_day = call.number.attempts_today = 3;
    CHECK(call.again() == utc("2026-06-04 05:00"));
    call.number.place.zones = {fixed_clock(-8), fixed_clock(-5)};
    CHECK(call.again() == utc("2026-06-04 08:00"));
    call.profile.hours = every_day_from(8h, 21h);
    CHECK(call.again() == utc("2026-06-04 16:00"));
    call.profile.hours.reset();
    call.number.place.zones.clear();
    CHECK(call.again() == utc("2026-06-04 00:00"));
}

TEST_CASE("a number waits for its time, and for the hours after it", "[dialing][may_dial]")
{
    Call call;
    call.number.due = noon;
    CHECK(call.verdict().is_yes());
    call.number.due = noon + 1ms;
    CHECK(call.reason() == Reason::not_due);
    CHECK(call.again() == noon + 1ms);
    call.profile.hours = every_day_from(8h, 21h);
    call.number.due = utc("2026-06-04 03:00");
    CHECK(call.again() == utc("2026-06-04 13:00"));
}

TEST_CASE("an abandoned person is called again by the lock's end, or when an agent waits", "[dialing][may_dial]")
{
    Call call;
    call.profile.lock_after_abandoned = 72h;
    call.number.last_abandoned = noon - 72h;
    CHECK(call.verdict().is_yes());
    call.number.last_abandoned = noon - 72h + 1min;
    CHECK(call.reason() == Reason::locked_after_abandoned);
    CHECK(call.again() == noon + 1min);
    call.campaign.mode = CallMode::with_agent;
    CHECK(call.verdict().is_yes());
}

TEST_CASE("a spent budget stops calls ahead of the agents and no others", "[dialing][may_dial]")
{
    Call call;
    call.profile.abandonment.limit = .03;
    call.campaign.abandons = {1000, 29};
    CHECK(call.verdict().is_yes());
    call.campaign.abandons = {1000, 30};
    CHECK(call.reason() == Reason::abandon_budget_spent);
    call.campaign.mode = CallMode::with_agent;
    CHECK(call.verdict().is_yes());
}

TEST_CASE("the channel cap holds to the last one", "[dialing][may_dial]")
{
    Call call;
    call.campaign.channels_left = 1;
    CHECK(call.verdict().is_yes());
    call.campaign.channels_left = 0;
    CHECK(call.reason() == Reason::no_channel);
}

TEST_CASE("by right a person dials all the same, and what was overridden is told", "[dialing][may_dial][override]")
{
    auto call = by_hand();
    call.profile.hours = every_day_from(13h, 14h);
    call.number.due = noon + 1h;
    call.number.do_not_call = DoNotCallHit{DoNotCallList::group, "moved"};
    const auto result = may_dial_by_right(call.number, call.campaign, call.profile, noon);
    CHECK(result.verdict.is_yes());
    REQUIRE(result.overridden.size() == 3);
    CHECK(result.overridden[0].reason == Reason::do_not_call_group);
    CHECK(result.overridden[0].detail == "moved");
    CHECK(result.overridden[1].reason == Reason::outside_hours);
    CHECK(result.overridden[2].reason == Reason::not_due);
}

TEST_CASE("no right overrides what the profile forbids, nor what is wrong with number, campaign or capacity",
          "[dialing][may_dial][override]")
{
    auto call = by_hand();
    call.number.due = noon + 1h;
    call.campaign.channels_left = 0;
    auto result = may_dial_by_right(call.number, call.campaign, call.profile, noon);
    REQUIRE(result.verdict.refusal);
    CHECK(result.verdict.refusal->reason == Reason::no_channel);
    CHECK(result.overridden.size() == 1);

    call.number.do_not_call = DoNotCallHit{};
    call.profile.never_overridden = {Reason::do_not_call_global};
    result = may_dial_by_right(call.number, call.campaign, call.profile, noon);
    REQUIRE(result.verdict.refusal);
    CHECK(result.verdict.refusal->reason == Reason::do_not_call_global);
    CHECK(result.overridden.empty());
}

TEST_CASE("calls that nobody dials by hand have no right to override", "[dialing][may_dial][override]")
{
    Call call;
    call.number.due = noon + 1h;
    const auto result = may_dial_by_right(call.number, call.campaign, call.profile, noon);
    REQUIRE(result.verdict.refusal);
    CHECK(result.verdict.refusal->reason == Reason::not_due);
}

TEST_CASE("consent and do-not-call cannot be overridden where a statute gives them", "[dialing][may_dial][override]")
{
    for (const auto* code : {"US", "UK", "CA", "CN", "DE"}) {
        const auto& profile = *find_profile(code);
        INFO(code);
        CHECK_FALSE(may_be_overridden(Reason::consent_missing, profile));
        CHECK_FALSE(may_be_overridden(Reason::do_not_call_global, profile));
        CHECK_FALSE(may_be_overridden(Reason::do_not_call_national, profile));
        CHECK(may_be_overridden(Reason::outside_hours, profile));
    }
    CHECK_FALSE(may_be_overridden(Reason::too_many_connected_today, *find_profile("CN")));
    CHECK(may_be_overridden(Reason::do_not_call_global, *find_profile("generic")));
    CHECK_FALSE(may_be_overridden(Reason::number_invalid, *find_profile("generic")));
}
