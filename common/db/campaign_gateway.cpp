// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_gateway.h"

namespace db {

namespace {

constexpr Sql select_campaign =
    "SELECT id, campaignname, campaignnote, script, incontext, outcontext, callerid, maxtrytime, recycletime, "
    "dispositionrequired, callbackdays FROM campaign WHERE id = ?";

constexpr Sql select_dispositions =
    "SELECT id, disposition, meaning FROM campaign_disposition WHERE campaignid = ? ORDER BY position, id";

constexpr Sql copy_disposition =
    "INSERT INTO campaign_disposition (campaignid, groupid, disposition, meaning, position, creby, cretime) "
    "SELECT k.id, k.groupid, d.disposition, d.meaning, d.position, ?, ? FROM campaign_disposition d JOIN campaign k "
    "ON k.id = ? WHERE d.id = ?";

constexpr Sql count_queues =
    "SELECT COUNT(*), COUNT(IF(queuename = ?, 1, NULL)) FROM queue_name WHERE (? = '' OR server = ?)";

}  // namespace

std::optional<Campaign> CampaignGateway::find(unsigned campaign)
{
    auto row = db_.get().query(select_campaign, campaign);
    if (!row.next()) return std::nullopt;
    return Campaign{.id = row.id(1),
                    .name = row.text(2),
                    .note = row.text(3),
                    .script = row.text(4),
                    .incontext = row.text(5),
                    .outcontext = row.text(6),
                    .callerid = row.text(7),
                    .maxtrytime = static_cast<int>(row.integer(8)),
                    .retry_after = std::chrono::seconds{row.integer(9)},
                    .requires_disposition = row.flag(10),
                    .callback_within = std::chrono::days{row.integer(11)}};
}

std::vector<CampaignDisposition> CampaignGateway::dispositions(unsigned campaign)
{
    std::vector<CampaignDisposition> dispositions;
    for (auto rows = db_.get().query(select_dispositions, campaign); rows.next();)
        dispositions.push_back({rows.id(1), rows.text(2), rows.text(3)});
    return dispositions;
}

std::vector<std::uint64_t> CampaignGateway::copy_dispositions(std::uint64_t from, std::uint64_t to,
                                                              const std::string& by, TimePoint now)
{
    std::vector<std::uint64_t> copies;
    auto& connection = db_.get();
    for (const auto& each : dispositions(static_cast<unsigned>(from))) {
        connection.execute(copy_disposition, by, now, to, each.id);
        copies.push_back(connection.last_insert_id());
    }
    return copies;
}

bool CampaignGateway::may_be_queue(const std::string& queue, const std::string& server)
{
    auto row = db_.get().query(count_queues, queue, server, server);
    return !row.next() || row.integer(1) == 0 || row.integer(2) > 0;
}

}  // namespace db
