// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_list_gateway.h"

#include "common/db/listed_number_rows.h"

#include <algorithm>

namespace db {

namespace {

// Each runs along one index, in its order, and ends with the last row it returns.
constexpr Sql select_promised =
    "SELECT id, dialnumber, dialtime, 1, trytime, timezone, consenttime, linetype, memo FROM diallist "
    "FORCE INDEX (promised) WHERE campaignid = ? AND status = 'callback' AND dialtime <= ? AND assign = '' "
    "ORDER BY dialtime, id LIMIT ?";
constexpr Sql select_due =
    "SELECT id, dialnumber, dialtime, status = 'callback', trytime, timezone, consenttime, linetype, memo "
    "FROM diallist FORCE INDEX (campaign) WHERE campaignid = ? AND assign = '' AND dialtime <= ? "
    "ORDER BY dialtime, id LIMIT ?";
constexpr Sql select_oldest =
    "SELECT id, dialnumber, dialtime, status = 'callback', trytime, timezone, consenttime, linetype, memo "
    "FROM diallist FORCE INDEX (campaign) WHERE campaignid = ? AND assign = '' AND dialtime IS NULL "
    "ORDER BY id LIMIT ?";
constexpr Sql select_newest =
    "SELECT id, dialnumber, dialtime, status = 'callback', trytime, timezone, consenttime, linetype, memo "
    "FROM diallist FORCE INDEX (campaign) WHERE campaignid = ? AND assign = '' AND dialtime IS NULL "
    "ORDER BY id DESC LIMIT ?";

constexpr Sql count_due =
    "SELECT COUNT(*) FROM (SELECT 1 FROM diallist WHERE campaignid = ? AND assign = '' AND dialtime <= ? LIMIT ?) d";
constexpr Sql count_undated =
    "SELECT COUNT(*) FROM (SELECT 1 FROM diallist WHERE campaignid = ? AND assign = '' AND dialtime IS NULL LIMIT ?) d";

constexpr Sql select_any = "SELECT 1 FROM diallist WHERE campaignid = ? AND assign = '' LIMIT 1";
constexpr Sql select_next =
    "SELECT dialtime, heldreason <> '' FROM diallist WHERE campaignid = ? AND assign = '' AND dialtime > ? "
    "ORDER BY dialtime, id LIMIT 1";

Statement& add_ids(Statement& statement, std::span<const std::uint64_t> ids)
{
    statement.add("(");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i > 0) statement.add(",");
        statement.add("?", ids[i]);
    }
    return statement.add(")");
}

std::vector<std::uint64_t> ids_of(std::span<const dialing::ListedNumber> numbers)
{
    std::vector<std::uint64_t> ids;
    for (const auto& number : numbers)
        ids.push_back(number.id);
    return ids;
}

// One that stands there already (a promised one is due as well) is not taken twice.
void append(std::vector<dialing::ListedNumber>& numbers, Rows rows, std::size_t limit)
{
    while (numbers.size() < limit && rows.next()) {
        auto number = read_listed_number(rows);
        if (std::ranges::find(numbers, number.id, &dialing::ListedNumber::id) == numbers.end())
            numbers.push_back(std::move(number));
    }
}

bool is_timed(const dialing::CampaignSettings& campaign)
{
    return campaign.mode == dialing::DialMode::timed;
}

}  // namespace

std::vector<dialing::ListedNumber> CampaignListGateway::next(const dialing::CampaignSettings& campaign, TimePoint now,
                                                             unsigned limit)
{
    std::vector<dialing::ListedNumber> numbers;
    const auto add_due = [&] {
        if (numbers.size() < limit) append(numbers, connection_.query(select_due, campaign.id, now, limit), limit);
    };
    const auto add_undated = [&](Sql sql) {
        if (numbers.size() < limit && !is_timed(campaign))
            append(numbers, connection_.query(sql, campaign.id, limit - static_cast<unsigned>(numbers.size())), limit);
    };
    append(numbers, connection_.query(select_promised, campaign.id, now, limit), limit);
    switch (campaign.order) {
        case dialing::ListOrder::dial_time:
            add_due();
            add_undated(select_oldest);
            break;
        case dialing::ListOrder::oldest:
            add_undated(select_oldest);
            add_due();
            break;
        case dialing::ListOrder::newest:
            add_undated(select_newest);
            add_due();
            break;
    }
    return numbers;
}

unsigned CampaignListGateway::due(const dialing::CampaignSettings& campaign, TimePoint now, unsigned most)
{
    auto due = connection_.query(count_due, campaign.id, now, most);
    unsigned count = due.next() ? due.id(1) : 0;
    if (is_timed(campaign) || count >= most) return count;
    auto undated = connection_.query(count_undated, campaign.id, most - count);
    return undated.next() ? count + undated.id(1) : count;
}

ListRest CampaignListGateway::rest(const dialing::CampaignSettings& campaign, TimePoint now)
{
    if (!connection_.query(select_any, campaign.id).next()) return {};
    ListRest rest{.is_empty = false};
    auto row = connection_.query(select_next, campaign.id, now);
    if (!row.next()) return rest;
    rest.next = row.time(1);
    rest.is_held = row.flag(2);
    return rest;
}

std::vector<dialing::ListedNumber> CampaignListGateway::lock(const dialing::CampaignSettings& campaign,
                                                             std::span<const dialing::ListedNumber> numbers)
{
    std::vector<dialing::ListedNumber> locked;
    if (numbers.empty()) return locked;
    Statement statement{
        "SELECT id, dialnumber, dialtime, status = 'callback', trytime, timezone, consenttime, "
        "linetype, memo FROM diallist FORCE INDEX (PRIMARY) WHERE id IN "};
    add_ids(statement, ids_of(numbers)).add(" AND campaignid = ? AND assign = '' FOR UPDATE SKIP LOCKED", campaign.id);
    for (auto rows = connection_.query(statement); rows.next();) {
        auto number = read_listed_number(rows);
        if (std::ranges::find(numbers, number) != numbers.end()) locked.push_back(std::move(number));
    }
    return locked;
}

void CampaignListGateway::remove(std::span<const dialing::ListedNumber> numbers)
{
    if (numbers.empty()) return;
    Statement statement{"DELETE FROM diallist WHERE id IN "};
    connection_.execute(add_ids(statement, ids_of(numbers)));
}

// A hold is no change of the row that somebody made: modtime tells of those.
void CampaignListGateway::hold(std::span<const std::uint64_t> numbers, TimePoint until, std::string_view reason)
{
    if (numbers.empty()) return;
    Statement statement{"UPDATE diallist SET dialtime = ?, heldreason = ?, modtime = modtime WHERE id IN ", until,
                        reason};
    connection_.execute(add_ids(statement, numbers));
}

}  // namespace db
