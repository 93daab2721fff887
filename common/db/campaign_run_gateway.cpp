// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_run_gateway.h"

#include "common/dialing/hours_text.h"
#include "common/runtime/text.h"

#include <charconv>

namespace db {

namespace {

constexpr Sql select_started =
    "SELECT id, groupid, campaignname, enable, status = 'busy', server, limit_type, max_channel, queue_increasement, "
    "maxlines, abandontarget, outcontext, incontext, inexten, callerid, queuename, bindqueue, ringtime, waittime, "
    "message, amd, profile, hours, timezone, asksnational, maxtrytime, maxperday, retrybusy, retrynoanswer, "
    "retrymachine, retryfailed, retryabandoned, enablerecycle, recycletime, listorder FROM campaign "
    "WHERE status = 'busy' ORDER BY id";
constexpr Sql select_campaign =
    "SELECT id, groupid, campaignname, enable, status = 'busy', server, limit_type, max_channel, queue_increasement, "
    "maxlines, abandontarget, outcontext, incontext, inexten, callerid, queuename, bindqueue, ringtime, waittime, "
    "message, amd, profile, hours, timezone, asksnational, maxtrytime, maxperday, retrybusy, retrynoanswer, "
    "retrymachine, retryfailed, retryabandoned, enablerecycle, recycletime, listorder FROM campaign WHERE id = ?";

constexpr Sql sum_abandons =
    "SELECT COALESCE(SUM(persons), 0), COALESCE(SUM(abandoned), 0) FROM campaign_hour WHERE campaignid = ? AND "
    "slot >= ?";

int small(const Rows& row, unsigned column)
{
    return static_cast<int>(row.integer(column));
}

unsigned count(const Rows& row, unsigned column)
{
    return static_cast<unsigned>(std::max<std::int64_t>(0, row.integer(column)));
}

double decimal(const Rows& row, unsigned column)
{
    const auto text = row.text(column);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<std::chrono::seconds> delay(const Rows& row, unsigned column)
{
    if (row.is_null(column)) return std::nullopt;
    return std::chrono::seconds{row.integer(column)};
}

// From column 26 on. Recycling by the manual's one time holds where no outcome has a time of its own.
dialing::RetryRules read_retry(const Rows& row)
{
    const dialing::RetryRules rules{.busy = delay(row, 28),
                                    .no_answer = delay(row, 29),
                                    .machine = delay(row, 30),
                                    .failed = delay(row, 31),
                                    .abandoned = delay(row, 32),
                                    .max_attempts = count(row, 26)};
    const bool has_own = rules.busy || rules.no_answer || rules.machine || rules.failed || rules.abandoned;
    if (has_own || !row.flag(33)) return rules;
    return dialing::retry_unanswered_after(std::chrono::seconds{row.integer(34)}, rules.max_attempts);
}

void read_words(const Rows& row, dialing::CampaignSettings& settings)
{
    using dialing::SettingFlaw;
    if (const auto mode = dialing::parse_dial_mode(row.text(7)))
        settings.mode = *mode;
    else
        settings.unreadable = {SettingFlaw::mode, row.text(7)};
    if (auto hours = dialing::parse_hours(row.text(23)))
        settings.hours = std::move(hours).value();
    else
        settings.unreadable = {SettingFlaw::hours, hours.error().what};
    settings.order = dialing::parse_list_order(row.text(35)).value_or(dialing::ListOrder::dial_time);
}

dialing::CampaignSettings read_settings(const Rows& row)
{
    constexpr double per_cent = 100;
    dialing::CampaignSettings settings;
    settings.id = row.id(1);
    settings.group = row.id(2);
    settings.name = row.text(3);
    settings.is_enabled = row.flag(4);
    settings.is_started = row.flag(5);
    settings.server = row.text(6);
    settings.max_channels = small(row, 8);
    settings.queue_factor = decimal(row, 9);
    settings.max_lines = small(row, 10);
    settings.abandon_target = decimal(row, 11) / per_cent;
    settings.out_context = row.text(12);
    settings.in_context = row.text(13);
    settings.in_exten = row.text(14);
    settings.caller_id = row.text(15);
    settings.queue = row.text(16);
    settings.binds_queue = row.flag(17);
    settings.ring_time = std::chrono::seconds{row.integer(18)};
    settings.wait = std::chrono::seconds{row.integer(19)};
    settings.message = row.text(20);
    settings.detects_machines = row.flag(21);
    settings.profile = row.text(22);
    settings.zones = runtime::split_list(row.text(24), ',');
    settings.asks_national_list = row.flag(25);
    settings.limits = {.total = count(row, 26), .per_day = count(row, 27)};
    settings.retry = read_retry(row);
    read_words(row, settings);
    return settings;
}

TimePoint begin_of(dialing::AbandonWindow window, TimePoint now)
{
    switch (window) {
        case dialing::AbandonWindow::day:
            return now - std::chrono::hours{24};
        case dialing::AbandonWindow::month: {
            const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
            return std::chrono::sys_days{today.year() / today.month() / 1};
        }
        case dialing::AbandonWindow::thirty_days:
            break;
    }
    return now - std::chrono::days{30};
}

}  // namespace

std::vector<dialing::CampaignSettings> CampaignRunGateway::started()
{
    std::vector<dialing::CampaignSettings> campaigns;
    for (auto rows = connection_.query(select_started); rows.next();)
        campaigns.push_back(read_settings(rows));
    return campaigns;
}

std::optional<dialing::CampaignSettings> CampaignRunGateway::find(unsigned campaign)
{
    auto row = connection_.query(select_campaign, campaign);
    if (!row.next()) return std::nullopt;
    return read_settings(row);
}

dialing::AbandonCount CampaignRunGateway::abandons(unsigned campaign, dialing::AbandonWindow window, TimePoint now)
{
    const TimePoint hour = std::chrono::floor<std::chrono::hours>(begin_of(window, now));
    auto row = connection_.query(sum_abandons, campaign, hour);
    if (!row.next()) return {};
    return {.live_answers = static_cast<long>(row.integer(1)), .abandoned = static_cast<long>(row.integer(2))};
}

}  // namespace db
