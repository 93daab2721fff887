// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/may_dial.h"

#include "common/ami/action_builder.h"

#include <algorithm>
#include <array>

namespace dialing {

namespace {

struct Question {
    const CalledNumber& number;
    const CampaignState& campaign;
    const ComplianceProfile& profile;
    TimePoint now;
};

using Answer = std::optional<Refusal>;
using Check = Answer (*)(const Question&);

Answer refuse_if(bool holds, Reason reason)
{
    return holds ? Answer{Refusal{.reason = reason}} : std::nullopt;
}

// The tables of the called place, one for each zone; none where any time will do.
std::vector<Timetable> hours_there(const Question& q)
{
    std::vector<Timetable> tables;
    if (!q.profile.hours) return tables;
    for (const auto& zone : q.number.place.zones)
        tables.push_back({*q.profile.hours, zone, q.number.place.holidays});
    return tables;
}

std::optional<Timetable> hours_of_campaign(const Question& q)
{
    if (!q.campaign.hours || q.number.is_promised_callback) return std::nullopt;
    return Timetable{*q.campaign.hours, q.campaign.clock, {}};
}

std::optional<WallTime> earliest_wall_time(const CalledPlace& place, TimePoint t)
{
    std::optional<WallTime> earliest;
    for (const auto& zone : place.zones)
        earliest = std::min(earliest.value_or(wall_time(zone, t)), wall_time(zone, t));
    return earliest;
}

// It ends at that time, or when place and campaign are open after it.
Refusal refuse_until(const Question& q, Reason reason, TimePoint end)
{
    auto tables = hours_there(q);
    if (const auto own = hours_of_campaign(q)) tables.push_back(*own);
    Refusal refusal{.reason = reason, .again = next_open(tables, end)};
    if (refusal.again) refusal.again_there = earliest_wall_time(q.number.place, *refusal.again);
    return refusal;
}

// Without a place the day ends by UTC.
Refusal refuse_until_tomorrow(const Question& q, Reason reason)
{
    auto end = start_of_next_day(ZoneClock{}, q.now);
    const auto& zones = q.number.place.zones;
    if (!zones.empty()) end = start_of_next_day(zones.front(), q.now);
    for (const auto& zone : zones)
        end = std::max(end, start_of_next_day(zone, q.now));
    return refuse_until(q, reason, end);
}

bool is_reached(unsigned count, unsigned limit)
{
    return limit != 0 && count >= limit;
}

Answer check_number(const Question& q)
{
    return refuse_if(!ami::is_dial_string(q.number.dialed), Reason::number_invalid);
}

Answer check_own_number(const Question& q)
{
    return refuse_if(q.number.dialed == q.number.own_extension, Reason::own_number);
}

Answer check_prefix(const Question& q)
{
    const auto& allowed = q.campaign.allowed_prefixes;
    const auto fits = [&](const std::string& prefix) { return q.number.dialed.starts_with(prefix); };
    return refuse_if(!allowed.empty() && std::ranges::none_of(allowed, fits), Reason::prefix_not_allowed);
}

Answer check_enabled(const Question& q)
{
    return refuse_if(!q.campaign.is_enabled && !q.number.is_promised_callback, Reason::campaign_disabled);
}

Answer check_ring_time(const Question& q)
{
    return refuse_if(q.campaign.ring_time < q.profile.min_ring, Reason::ring_too_short);
}

Answer check_message(const Question& q)
{
    return refuse_if(q.campaign.mode == CallMode::predictive && q.profile.needs_message && !q.campaign.has_message,
                     Reason::message_missing);
}

Answer check_campaign_hours(const Question& q)
{
    const auto table = hours_of_campaign(q);
    if (!table || is_open(*table, q.now)) return std::nullopt;
    return refuse_until(q, Reason::outside_campaign, q.now);
}

bool is_consent_needed(const Question& q)
{
    switch (q.profile.consent) {
        case ConsentRule::none:
            return false;
        case ConsentRule::autodialed_mobiles:
            return q.campaign.mode != CallMode::by_hand && q.number.line != LineType::fixed;
        case ConsentRule::always:
            break;
    }
    return true;
}

Answer check_consent(const Question& q)
{
    return refuse_if(is_consent_needed(q) && !q.number.has_consent, Reason::consent_missing);
}

Reason reason_of(DoNotCallList list)
{
    switch (list) {
        case DoNotCallList::global:
            break;
        case DoNotCallList::group:
            return Reason::do_not_call_group;
        case DoNotCallList::campaign:
            return Reason::do_not_call_campaign;
        case DoNotCallList::national:
            return Reason::do_not_call_national;
    }
    return Reason::do_not_call_global;
}

Answer check_do_not_call(const Question& q)
{
    const auto& hit = q.number.do_not_call;
    if (!hit || (hit->list == DoNotCallList::national && !q.campaign.asks_national_list)) return std::nullopt;
    return Refusal{.reason = reason_of(hit->list), .detail = hit->why};
}

Answer check_national_list(const Question& q)
{
    const auto& limit = q.profile.national_list_max_age;
    if (!limit || !q.campaign.asks_national_list) return std::nullopt;
    const auto& age = q.number.national_list_age;
    return refuse_if(!age || *age > *limit, Reason::national_list_stale);
}

Answer check_place(const Question& q)
{
    return refuse_if(q.profile.hours && q.number.place.zones.empty(), Reason::place_unknown);
}

Answer check_hours(const Question& q)
{
    const auto tables = hours_there(q);
    const auto closed = [&](const Timetable& table) { return !is_open(table, q.now); };
    const auto first = std::ranges::find_if(tables, closed);
    if (first == tables.end()) return std::nullopt;
    const bool by_holiday = q.profile.hours->on_holidays && is_holiday(*first, q.now);
    return refuse_until(q, by_holiday ? Reason::holiday : Reason::outside_hours, q.now);
}

Answer check_attempts(const Question& q)
{
    const bool by_campaign = is_reached(q.number.attempts, q.campaign.limits.total) && !q.number.is_promised_callback;
    return refuse_if(by_campaign || is_reached(q.number.attempts, q.profile.attempts.total), Reason::too_many_attempts);
}

Answer check_attempts_today(const Question& q)
{
    const auto count = q.number.attempts_today;
    if (!is_reached(count, q.campaign.limits.per_day) && !is_reached(count, q.profile.attempts.per_day))
        return std::nullopt;
    return refuse_until_tomorrow(q, Reason::too_many_today);
}

Answer check_connected_today(const Question& q)
{
    const auto count = q.number.connected_today;
    if (!is_reached(count, q.campaign.limits.connected_per_day) &&
        !is_reached(count, q.profile.attempts.connected_per_day))
        return std::nullopt;
    return refuse_until_tomorrow(q, Reason::too_many_connected_today);
}

Answer check_due(const Question& q)
{
    if (!q.number.due || *q.number.due <= q.now) return std::nullopt;
    return refuse_until(q, Reason::not_due, *q.number.due);
}

Answer check_lock(const Question& q)
{
    if (q.campaign.mode != CallMode::predictive || !q.number.last_abandoned) return std::nullopt;
    const auto end = *q.number.last_abandoned + q.profile.lock_after_abandoned;
    if (end <= q.now) return std::nullopt;
    return refuse_until(q, Reason::locked_after_abandoned, end);
}

Answer check_abandon_budget(const Question& q)
{
    return refuse_if(
        q.campaign.mode == CallMode::predictive && !has_abandons_left(q.profile.abandonment, q.campaign.abandons),
        Reason::abandon_budget_spent);
}

Answer check_channels(const Question& q)
{
    return refuse_if(q.campaign.channels_left == 0U, Reason::no_channel);
}

Answer check_agent(const Question& q)
{
    return refuse_if(!q.campaign.has_agent, Reason::no_agent);
}

// In the order of Reason.
constexpr std::array<Check, 20> checks{
    check_number,  check_own_number,     check_prefix,         check_enabled,        check_ring_time,
    check_message, check_campaign_hours, check_consent,        check_do_not_call,    check_national_list,
    check_place,   check_hours,          check_attempts,       check_attempts_today, check_connected_today,
    check_due,     check_lock,           check_abandon_budget, check_channels,       check_agent,
};

bool is_about_number_or_moment(Reason reason)
{
    switch (reason) {
        case Reason::outside_campaign:
        case Reason::consent_missing:
        case Reason::do_not_call_global:
        case Reason::do_not_call_group:
        case Reason::do_not_call_campaign:
        case Reason::do_not_call_national:
        case Reason::national_list_stale:
        case Reason::place_unknown:
        case Reason::holiday:
        case Reason::outside_hours:
        case Reason::too_many_attempts:
        case Reason::too_many_today:
        case Reason::too_many_connected_today:
        case Reason::not_due:
            return true;
        case Reason::number_invalid:
        case Reason::own_number:
        case Reason::prefix_not_allowed:
        case Reason::campaign_disabled:
        case Reason::ring_too_short:
        case Reason::message_missing:
        case Reason::locked_after_abandoned:
        case Reason::abandon_budget_spent:
        case Reason::no_channel:
        case Reason::no_agent:
            break;
    }
    return false;
}

}  // namespace

Verdict may_dial(const CalledNumber& number, const CampaignState& campaign, const ComplianceProfile& profile,
                 TimePoint now)
{
    const Question question{number, campaign, profile, now};
    for (const auto check : checks)
        if (auto refusal = check(question)) return {std::move(refusal)};
    return {};
}

Override may_dial_by_right(const CalledNumber& number, const CampaignState& campaign, const ComplianceProfile& profile,
                           TimePoint now)
{
    const Question question{number, campaign, profile, now};
    Override result;
    for (const auto check : checks) {
        auto refusal = check(question);
        if (!refusal) continue;
        if (campaign.mode != CallMode::by_hand || !may_be_overridden(refusal->reason, profile)) {
            result.verdict.refusal = std::move(refusal);
            return result;
        }
        result.overridden.push_back(*std::move(refusal));
    }
    return result;
}

bool may_be_overridden(Reason reason, const ComplianceProfile& profile)
{
    return is_about_number_or_moment(reason) &&
           std::ranges::find(profile.never_overridden, reason) == profile.never_overridden.end();
}

}  // namespace dialing
