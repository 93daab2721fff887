// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/campaign_rows.h"

#include "common/calls/feed_event.h"
#include "common/dialing/compliance_profile.h"
#include "common/dialing/time_left.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace board {

namespace {

using nlohmann::json;
using runtime::to_utf8;

json epoch_ms(const std::optional<TimePoint>& time)
{
    return time ? json(runtime::to_epoch_ms(*time)) : json();
}

template <class Value>
json value_or_null(const std::optional<Value>& value)
{
    return value ? json(*value) : json();
}

// Per cent with one digit: more would be told anew with every call.
double per_cent(double share)
{
    return std::round(share * 1000) / 10;
}

double in_hundreds(long hundredths)
{
    return static_cast<double>(hundredths) / 100;
}

json list_json(const ListCount& list)
{
    auto held = json::array();
    long numbers = 0;
    for (const auto& each : list.held) {
        held.push_back(
            {{"reason", to_utf8(each.reason)}, {"numbers", each.numbers}, {"again", epoch_ms(each.first_again)}});
        numbers += each.numbers;
    }
    return {{"all", list.all}, {"due", list.due}, {"held", numbers}, {"reasons", held}, {"whole", list.is_whole}};
}

json refused_json(const std::vector<RefusedNumbers>& refused)
{
    auto all = json::array();
    for (const auto& each : refused)
        all.push_back({{"reason", to_utf8(each.reason)}, {"numbers", each.numbers}});
    return all;
}

// Without a word of the dialer nothing of it is known: null.
json dialer_json(const std::optional<DialerWord>& dialer)
{
    if (!dialer || dialer->is_stale) return {};
    return {{"dialing", dialer->dialing},
            {"ringing", dialer->ringing},
            {"waiting", dialer->waiting},
            {"talking", dialer->talking},
            {"idle", dialer->agents_idle},
            {"busy", dialer->agents_talking},
            {"wrapup", dialer->agents_wrapup},
            {"paused", dialer->agents_paused},
            {"lines", value_or_null(dialer->lines_free)}};
}

// The dialer's estimate, else what the day has come to.
json hit_rate(const CampaignFacts& campaign)
{
    if (campaign.dialer && campaign.dialer->hit_rate) return per_cent(*campaign.dialer->hit_rate);
    const auto& today = campaign.today;
    if (today.dials == 0) return {};
    return per_cent(static_cast<double>(today.persons) / static_cast<double>(today.dials));
}

json abandoned_json(const CampaignFacts& campaign)
{
    const dialing::AbandonCount today{.live_answers = campaign.today.persons, .abandoned = campaign.today.abandoned};
    json abandoned{{"today", today.abandoned}, {"todayRate", per_cent(dialing::abandon_rate(today))}};
    const auto* profile = dialing::find_profile(campaign.profile);
    if (profile == nullptr) return abandoned;
    const auto& rule = profile->abandonment;
    const auto& count = campaign.abandons.at(static_cast<std::size_t>(rule.window));
    abandoned["window"] = rule.window == dialing::AbandonWindow::day     ? "day"
                          : rule.window == dialing::AbandonWindow::month ? "month"
                                                                         : "thirty_days";
    abandoned["calls"] = count.abandoned;
    abandoned["rate"] = per_cent(dialing::abandon_rate(count));
    abandoned["limit"] = per_cent(rule.limit);
    return abandoned;
}

// Of today's attempts those whose outcome has a time for another.
double retried_share(const CampaignFacts& campaign)
{
    const auto& today = campaign.today;
    const auto& retry = campaign.rules.retry;
    if (today.dials <= 0) return 0;
    const auto retried = (retry.busy ? today.busy : 0) + (retry.no_answer ? today.no_answer : 0) +
                         (retry.machine ? today.machines : 0) + (retry.failed ? today.failed : 0) +
                         (retry.abandoned ? today.abandoned : 0);
    return std::min(1.0, static_cast<double>(retried) / static_cast<double>(today.dials));
}

// Null: it stands still, or goes on for weeks.
json minutes_left(const CampaignFacts& campaign)
{
    if (!campaign.is_started) return {};
    const auto& rules = campaign.rules;
    std::vector<dialing::Timetable> hours;
    if (rules.hours) hours.push_back({*rules.hours, rules.here});
    const auto* profile = dialing::find_profile(campaign.profile);
    if (profile != nullptr && profile->hours)
        for (const auto& place : rules.places)
            hours.push_back({*profile->hours, place});
    const auto left = dialing::time_left({.numbers = campaign.list.all,
                                          .dials_per_minute = campaign.dials_per_minute,
                                          .retried = retried_share(campaign),
                                          .max_attempts = rules.retry.max_attempts},
                                         hours, campaign.as_of);
    return left ? json(left->count()) : json();
}

json check_json(const std::optional<dialing::ListCheck>& check)
{
    if (!check) return {};
    auto reasons = json::array();
    for (const auto& [reason, found] : check->reasons)
        reasons.push_back(
            {{"reason", to_utf8(reason)}, {"numbers", found.numbers}, {"again", epoch_ms(found.first_again)}});
    return {{"finished", epoch_ms(check->finished)},
            {"checked", check->checked},
            {"callable", check->callable},
            {"reasons", reasons}};
}

}  // namespace

std::string standstill_of(const CampaignFacts& campaign)
{
    if (!campaign.is_enabled) return "campaign_disabled";
    if (!campaign.is_started) return "stopped";
    if (!campaign.dialer || campaign.dialer->is_stale) return "no_dialer";
    return campaign.dialer->why;
}

BoardRow campaign_row(const CampaignFacts& campaign)
{
    const auto why = standstill_of(campaign);
    const bool is_dialers_word = campaign.dialer && why == campaign.dialer->why;
    const auto& today = campaign.today;
    const json row{
        {"id", campaign.id},
        {"name", to_utf8(campaign.name)},
        {"group", campaign.group},
        {"groupName", to_utf8(campaign.group_name)},
        {"queue", to_utf8(campaign.queue)},
        {"hasQueue", campaign.has_queue},
        {"enabled", campaign.is_enabled},
        {"started", campaign.is_started},
        {"mode", campaign.mode},
        {"maxChannel", campaign.max_channel},
        {"perSeat", in_hundreds(campaign.queue_hundredths)},
        {"target", in_hundreds(campaign.abandon_hundredths)},
        {"why", to_utf8(why)},
        {"whyUntil", is_dialers_word ? epoch_ms(campaign.dialer->why_until) : json()},
        {"detail", is_dialers_word ? to_utf8(campaign.dialer->detail) : ""},
        {"list", list_json(campaign.list)},
        {"refused", refused_json(campaign.refused_today)},
        {"dialer", dialer_json(campaign.dialer)},
        {"hitRate", hit_rate(campaign)},
        {"abandoned", abandoned_json(campaign)},
        {"today",
         {{"dials", today.dials},
          {"persons", today.persons},
          {"connected", today.connected},
          {"machines", today.machines},
          {"busy", today.busy},
          {"noAnswer", today.no_answer},
          {"failed", today.failed}}},
        {"minutesLeft", minutes_left(campaign)},
        {"check", check_json(campaign.check)},
    };
    return {.part = Part::campaign,
            .id = std::to_string(campaign.id),
            .text = {},
            .colleague_text = {},
            .campaign_text = row.dump(),
            .groups = {campaign.group},
            .accounts = {}};
}

std::string campaign_call_text(const CallFacts& call)
{
    if (call.campaign == 0) return {};
    const auto& leg = call.leg;
    return json{{"campaign", call.campaign},
                {"linkedid", to_utf8(leg.linkedid)},
                {"number", to_utf8(call.dialed_number)},
                {"phase", calls::to_string(calls::phase_of(leg, calls::Direction::out))},
                {"account", call.dst_account != 0 ? call.dst_account : call.src_account},
                {"agent", to_utf8(call.agent_name)},
                {"start", epoch_ms(leg.start)},
                {"answer", epoch_ms(leg.answer)}}
        .dump();
}

}  // namespace board
