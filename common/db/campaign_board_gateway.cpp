// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_board_gateway.h"

#include "common/db/campaign_run_gateway.h"

namespace db {

namespace {

constexpr std::chrono::seconds abandons_every{5};  // thirty days of hours are many rows

// What asof is worth is a question to one clock, the database's.
constexpr Sql select_campaigns =
    "SELECT c.id, c.campaignname, c.groupid, COALESCE(g.groupname, ''), c.queuename,"
    " EXISTS (SELECT 1 FROM queue_name q WHERE q.queuename = c.queuename), c.enable, c.status = 'busy', c.limit_type,"
    " c.max_channel, CAST(c.queue_increasement * 100 AS SIGNED), CAST(c.abandontarget * 100 AS SIGNED), c.profile,"
    " s.campaignid IS NOT NULL, s.asof < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND, s.why, s.whyuntil, s.detail, s.dialing,"
    " s.ringing, s.waiting, s.talking, s.agentsidle, s.agentstalking, s.agentswrapup, s.agentspaused, s.linesfree,"
    " CAST(s.hitrate * 10000 AS SIGNED), k.campaignid IS NOT NULL, k.finishedtime, k.callable, k.checked, k.reasons"
    " FROM campaign c LEFT JOIN astercrm_accountgroup g ON g.id = c.groupid"
    " LEFT JOIN campaign_state s ON s.campaignid = c.id LEFT JOIN campaign_check k ON k.campaignid = c.id";

constexpr Sql sum_today =
    "SELECT campaignid, SUM(dials), SUM(persons), SUM(connected), SUM(abandoned), SUM(machines), SUM(busy),"
    " SUM(noanswer), SUM(failed) FROM campaign_hour WHERE slot >= ? GROUP BY campaignid";

// As CampaignRunGateway::abandons counts them: the hour in which a window began counts whole.
constexpr Sql sum_abandons =
    "SELECT campaignid,"
    " SUM(IF(slot > UTC_TIMESTAMP() - INTERVAL 25 HOUR, persons, 0)),"
    " SUM(IF(slot > UTC_TIMESTAMP() - INTERVAL 25 HOUR, abandoned, 0)),"
    " SUM(IF(slot >= DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-01'), persons, 0)),"
    " SUM(IF(slot >= DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-01'), abandoned, 0)),"
    " SUM(IF(slot > UTC_TIMESTAMP() - INTERVAL 721 HOUR, persons, 0)),"
    " SUM(IF(slot > UTC_TIMESTAMP() - INTERVAL 721 HOUR, abandoned, 0))"
    " FROM campaign_hour WHERE slot > UTC_TIMESTAMP() - INTERVAL 32 DAY GROUP BY campaignid";

// Of a campaign that has just begun: by the time since, but no less than a minute.
constexpr Sql count_dials =
    "SELECT d.campaignid, CAST(100 * COUNT(*) / GREATEST(1, TIMESTAMPDIFF(SECOND, MIN(d.begintime), UTC_TIMESTAMP()) / "
    "60)"
    " AS SIGNED) FROM campaign c JOIN dialedlist d ON d.campaignid = c.id"
    " AND d.begintime > UTC_TIMESTAMP() - INTERVAL 5 MINUTE WHERE c.status = 'busy' GROUP BY d.campaignid";

constexpr Sql select_newest_decision = "SELECT MAX(id) FROM dial_decision";
constexpr Sql sum_refused =
    "SELECT campaignid, verdict, COUNT(*) FROM dial_decision WHERE id > ? AND id <= ? AND decidedtime >= ?"
    " AND verdict <> 'dial' AND dialedlistid <> 0 GROUP BY campaignid, verdict";

long count(const Rows& rows, unsigned column)
{
    return static_cast<long>(rows.integer(column));
}

board::DialerWord read_dialer(const Rows& rows, unsigned first)
{
    board::DialerWord word{.is_stale = rows.flag(first),
                           .why = rows.text(first + 1),
                           .why_until = rows.time(first + 2),
                           .detail = rows.text(first + 3),
                           .dialing = count(rows, first + 4),
                           .ringing = count(rows, first + 5),
                           .waiting = count(rows, first + 6),
                           .talking = count(rows, first + 7),
                           .agents_idle = count(rows, first + 8),
                           .agents_talking = count(rows, first + 9),
                           .agents_wrapup = count(rows, first + 10),
                           .agents_paused = count(rows, first + 11),
                           .lines_free = std::nullopt,
                           .hit_rate = std::nullopt};
    if (!rows.is_null(first + 12)) word.lines_free = count(rows, first + 12);
    if (!rows.is_null(first + 13)) word.hit_rate = static_cast<double>(rows.integer(first + 13)) / 10'000;
    return word;
}

board::CampaignFacts read_campaign(const Rows& rows)
{
    board::CampaignFacts campaign;
    campaign.id = rows.id(1);
    campaign.name = rows.text(2);
    campaign.group = rows.id(3);
    campaign.group_name = rows.text(4);
    campaign.queue = rows.text(5);
    campaign.has_queue = rows.flag(6);
    campaign.is_enabled = rows.flag(7);
    campaign.is_started = rows.flag(8);
    campaign.mode = rows.text(9);
    campaign.max_channel = count(rows, 10);
    campaign.queue_hundredths = count(rows, 11);
    campaign.abandon_hundredths = count(rows, 12);
    campaign.profile = rows.text(13);
    if (rows.flag(14)) campaign.dialer = read_dialer(rows, 15);
    if (rows.flag(29)) {
        auto& check = campaign.check.emplace();
        check.finished = rows.time(30);
        check.callable = count(rows, 31);
        check.checked = count(rows, 32);
        check.reasons = dialing::parse_reasons(rows.text(33));
    }
    return campaign;
}

template <class Map>
typename Map::mapped_type value_or_none(const Map& map, unsigned campaign)
{
    const auto found = map.find(campaign);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

}  // namespace

std::vector<board::CampaignFacts> CampaignBoardGateway::read(TimePoint day)
{
    const auto of_day = today(day);
    const auto& of_window = abandons();
    const auto pace = dials_per_minute();
    const auto of_refused = refused(day);
    const auto lists = census_.read(db_);
    const auto now = runtime::now();
    const auto of_started = rules(now);
    auto all = campaigns();
    for (auto& campaign : all) {
        campaign.today = value_or_none(of_day, campaign.id);
        campaign.abandons = value_or_none(of_window, campaign.id);
        campaign.dials_per_minute = value_or_none(pace, campaign.id);
        campaign.list = value_or_none(lists, campaign.id);
        campaign.rules = value_or_none(of_started, campaign.id);
        campaign.as_of = now;
        for (auto refusal = of_refused.lower_bound({campaign.id, ""});
             refusal != of_refused.end() && refusal->first.first == campaign.id; ++refusal)
            campaign.refused_today.push_back({refusal->first.second, static_cast<long>(refusal->second)});
    }
    return all;
}

std::vector<board::CampaignFacts> CampaignBoardGateway::campaigns()
{
    std::vector<board::CampaignFacts> campaigns;
    for (auto rows = db_.query(select_campaigns); rows.next();)
        campaigns.push_back(read_campaign(rows));
    return campaigns;
}

std::map<unsigned, board::CampaignToday> CampaignBoardGateway::today(TimePoint day)
{
    std::map<unsigned, board::CampaignToday> today;
    for (auto rows = db_.query(sum_today, day); rows.next();)
        today[rows.id(1)] = {.dials = count(rows, 2),
                             .persons = count(rows, 3),
                             .connected = count(rows, 4),
                             .abandoned = count(rows, 5),
                             .machines = count(rows, 6),
                             .busy = count(rows, 7),
                             .no_answer = count(rows, 8),
                             .failed = count(rows, 9)};
    return today;
}

const std::map<unsigned, CampaignBoardGateway::Abandons>& CampaignBoardGateway::abandons()
{
    const auto now = std::chrono::steady_clock::now();
    if (now < next_abandons_) return abandons_;
    next_abandons_ = now + abandons_every;
    abandons_.clear();
    for (auto rows = db_.query(sum_abandons); rows.next();)
        for (unsigned window = 0; window < 3; ++window)
            abandons_[rows.id(1)].at(window) = {.live_answers = count(rows, 2 + 2 * window),
                                                .abandoned = count(rows, 3 + 2 * window)};
    return abandons_;
}

std::map<unsigned, double> CampaignBoardGateway::dials_per_minute()
{
    std::map<unsigned, double> pace;
    for (auto rows = db_.query(count_dials); rows.next();)
        pace[rows.id(1)] = static_cast<double>(rows.integer(2)) / 100;
    return pace;
}

std::map<unsigned, board::CampaignRules> CampaignBoardGateway::rules(TimePoint now)
{
    std::map<unsigned, board::CampaignRules> rules;
    for (auto& settings : CampaignRunGateway{db_}.started()) {
        auto& its = rules[settings.id];
        its.retry = settings.retry;
        its.hours = std::move(settings.hours);
        its.here = clocks_.at("", now).value_or(dialing::ZoneClock{});
        for (const auto& zone : settings.zones)
            if (const auto clock = clocks_.at(zone, now)) its.places.push_back(*clock);
        if (its.places.empty()) its.places.push_back(its.here);
    }
    return rules;
}

CampaignBoardGateway::Refused CampaignBoardGateway::refused(TimePoint day)
{
    const auto sum = [&](std::uint64_t after, std::uint64_t up_to) {
        Refused refused;
        for (auto rows = db_.query(sum_refused, after, up_to, day); rows.next();)
            refused[{rows.id(1), rows.text(2)}] = rows.integer(3);
        return refused;
    };
    auto newest = db_.query(select_newest_decision);
    const bool has_any = newest.next() && !newest.is_null(1);
    return refused_totals_.read(day, has_any ? static_cast<std::uint64_t>(newest.integer(1)) : 0, sum);
}

}  // namespace db
