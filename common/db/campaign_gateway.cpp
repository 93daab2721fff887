// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_gateway.h"

namespace db {

namespace {

constexpr Sql select_campaign =
    "SELECT id, campaignname, campaignnote, script, incontext, outcontext, callerid, maxtrytime, recycletime, "
    "dispositionrequired FROM campaign WHERE id = ?";

constexpr Sql select_dispositions =
    "SELECT id, disposition, meaning FROM campaign_disposition WHERE campaignid = ? ORDER BY position, id";

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
                    .requires_disposition = row.flag(10)};
}

std::vector<CampaignDisposition> CampaignGateway::dispositions(unsigned campaign)
{
    std::vector<CampaignDisposition> dispositions;
    for (auto rows = db_.get().query(select_dispositions, campaign); rows.next();)
        dispositions.push_back({rows.id(1), rows.text(2), rows.text(3)});
    return dispositions;
}

}  // namespace db
