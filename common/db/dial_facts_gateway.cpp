// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/dial_facts_gateway.h"

#include "common/db/listed_number_rows.h"
#include "common/dialing/number_zones.h"

#include <algorithm>

namespace db {

namespace {

using dialing::DoNotCallHit;
using dialing::DoNotCallList;

constexpr Sql select_listed =
    "SELECT id, dialnumber, dialtime, status = 'callback', trytime, timezone, consenttime, linetype, memo "
    "FROM diallist WHERE campaignid = ? AND assign = '' AND id > ? ORDER BY id LIMIT ?";

constexpr Sql select_load = "SELECT loadedtime FROM national_dnc_load WHERE profile = ?";

constexpr Sql select_holidays =
    "SELECT YEAR(day), MONTH(day), DAY(day) FROM public_holiday WHERE profile IN ('', ?) AND day BETWEEN ? AND ?";

constexpr auto yesterday = std::chrono::days{1};  // it may be yesterday there
constexpr auto horizon = dialing::hours_horizon + std::chrono::days{2};

void add_numbers(Statement& statement, std::span<const dialing::ListedNumber> numbers)
{
    statement.add("(");
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) statement.add(",");
        statement.add("?", numbers[i].number);
    }
    statement.add(")");
}

DoNotCallList list_of(unsigned group, unsigned campaign)
{
    if (campaign != 0) return DoNotCallList::campaign;
    return group != 0 ? DoNotCallList::group : DoNotCallList::global;
}

void keep_first(std::optional<DoNotCallHit>& hit, DoNotCallHit found)
{
    if (!hit || found.list < hit->list) hit = std::move(found);
}

}  // namespace

std::vector<dialing::ListedNumber> DialFactsGateway::listed(unsigned campaign, std::uint64_t after, unsigned limit)
{
    std::vector<dialing::ListedNumber> numbers;
    for (auto rows = connection_.query(select_listed, campaign, after, limit); rows.next();)
        numbers.push_back(read_listed_number(rows));
    return numbers;
}

std::vector<dialing::CalledNumber> DialFactsGateway::facts(const dialing::CampaignSettings& campaign, Numbers numbers,
                                                           TimePoint now)
{
    std::vector<dialing::CalledNumber> called;
    if (numbers.empty()) return called;
    Records records;
    read_do_not_call(campaign, numbers, records);
    read_national(campaign, numbers, records);
    read_attempts(numbers, now, records);
    read_decisions(numbers, now, records);
    const auto age = national_list_age(campaign.profile, now);
    const auto closed = holidays(campaign.profile, now);
    for (const auto& number : numbers) {
        auto place = place_of(campaign, number, now);
        place.holidays = closed;
        called.push_back(dialing::called_number(number, records[number.number], std::move(place), age, now));
    }
    return called;
}

void DialFactsGateway::read_do_not_call(const dialing::CampaignSettings& campaign, Numbers numbers, Records& records)
{
    Statement statement{
        "SELECT number, groupid, campaignid, reason FROM dnc WHERE groupid IN (0, ?) AND "
        "campaignid IN (0, ?) AND number IN ",
        campaign.group, campaign.id};
    add_numbers(statement, numbers);
    for (auto rows = connection_.query(statement); rows.next();)
        keep_first(records[rows.text(1)].do_not_call, {list_of(rows.id(2), rows.id(3)), rows.text(4)});
}

void DialFactsGateway::read_national(const dialing::CampaignSettings& campaign, Numbers numbers, Records& records)
{
    if (!campaign.asks_national_list) return;
    Statement statement{"SELECT number FROM national_dnc WHERE profile = ? AND number IN ", campaign.profile};
    add_numbers(statement, numbers);
    for (auto rows = connection_.query(statement); rows.next();)
        keep_first(records[rows.text(1)].do_not_call, {DoNotCallList::national, {}});
}

// A call by hand counts as connected when it was answered: its agent was there first.
void DialFactsGateway::read_attempts(Numbers numbers, TimePoint now, Records& records)
{
    Statement statement{
        "SELECT dialednumber, begintime, connecttime IS NOT NULL OR (mode = 'hand' AND answertime IS "
        "NOT NULL), isabandoned FROM dialedlist WHERE begintime >= ? AND dialednumber IN ",
        now - dialing::records_needed};
    add_numbers(statement, numbers);
    for (auto rows = connection_.query(statement); rows.next();)
        records[rows.text(1)].attempts.push_back({rows.time(2).value_or(now), rows.flag(3), rows.flag(4)});
}

void DialFactsGateway::read_decisions(Numbers numbers, TimePoint now, Records& records)
{
    Statement statement{
        "SELECT number, decidedtime FROM dial_decision WHERE verdict = 'dial' AND decidedtime >= ? AND "
        "number IN ",
        now - dialing::records_needed};
    add_numbers(statement, numbers);
    for (auto rows = connection_.query(statement); rows.next();)
        records[rows.text(1)].decisions.push_back(rows.time(2).value_or(now));
}

std::optional<std::chrono::days> DialFactsGateway::national_list_age(const std::string& profile, TimePoint now)
{
    auto row = connection_.query(select_load, profile);
    if (!row.next()) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(now - row.time(1).value_or(TimePoint{}));
}

std::vector<std::chrono::year_month_day> DialFactsGateway::holidays(const std::string& profile, TimePoint now)
{
    std::vector<std::chrono::year_month_day> days;
    for (auto rows = connection_.query(select_holidays, profile, now - yesterday, now + horizon); rows.next();)
        days.emplace_back(std::chrono::year{static_cast<int>(rows.integer(1))}, std::chrono::month{rows.id(2)},
                          std::chrono::day{rows.id(3)});
    return days;
}

// The row's zone, else those of the campaign, else those the number tells, else the call center's. None where one of
// them is unknown: nobody can tell then what time it is there.
dialing::CalledPlace DialFactsGateway::place_of(const dialing::CampaignSettings& campaign,
                                                const dialing::ListedNumber& number, TimePoint now)
{
    dialing::CalledPlace place;
    auto names = number.zone.empty() ? campaign.zones : std::vector{number.zone};
    if (names.empty()) {
        names = dialing::zones_of_number(number.number);
        if (!names.empty()) place.numbering = dialing::numbering_version;
    }
    if (names.empty()) names = {""};
    for (const auto& name : names) {
        const auto clock = clocks_.at(name, now);
        if (!clock) return {};
        place.zones.push_back(*clock);
    }
    return place;
}

}  // namespace db
