// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_state_gateway.h"

#include "common/db/clipped.h"

#include <string>

namespace db {

namespace {

constexpr std::size_t detail_width = 255;

constexpr Sql state_head =
    "INSERT INTO campaign_state (campaignid, asof, why, whyuntil, detail, mode, due, dialing, ringing, waiting, "
    "talking, agentsidle, agentstalking, agentswrapup, agentspaused, linesfree, hitrate) VALUES ";
constexpr Sql state_row = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr Sql state_tail =
    " ON DUPLICATE KEY UPDATE asof = VALUES(asof), why = VALUES(why), whyuntil = VALUES(whyuntil), "
    "detail = VALUES(detail), mode = VALUES(mode), due = VALUES(due), dialing = VALUES(dialing), "
    "ringing = VALUES(ringing), waiting = VALUES(waiting), talking = VALUES(talking), "
    "agentsidle = VALUES(agentsidle), agentstalking = VALUES(agentstalking), agentswrapup = VALUES(agentswrapup), "
    "agentspaused = VALUES(agentspaused), linesfree = VALUES(linesfree), hitrate = VALUES(hitrate)";
constexpr std::size_t state_columns = 17;

constexpr Sql delete_others = "DELETE FROM campaign_state WHERE asof <> ?";

std::optional<std::string> decimal(std::optional<double> share)
{
    if (!share) return std::nullopt;
    return std::to_string(*share);
}

}  // namespace

void CampaignStateGateway::put(std::span<const CampaignStateRow> rows, TimePoint as_of)
{
    std::vector<Value> values;
    for (const auto& row : rows)
        values.insert(values.end(),
                      {row.campaign, as_of, dialing::to_string(row.standstill.why), row.standstill.until,
                       Clipped{row.standstill.detail, detail_width}, dialing::to_string(row.mode), row.due,
                       row.calls.dialing, row.calls.ringing + row.calls.answered, row.calls.waiting + row.calls.message,
                       row.calls.talking, row.crew.idle, row.crew.talking, row.crew.wrapping, row.crew.paused,
                       row.lines_free, decimal(row.hit_rate)});
    connection_.execute_rows(state_head, state_row, state_tail, values, state_columns);
    connection_.execute(delete_others, as_of);
}

}  // namespace db
