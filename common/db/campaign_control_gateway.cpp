// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/campaign_control_gateway.h"

namespace db {

namespace {

constexpr Sql select_campaign =
    "SELECT c.id, c.groupid, c.campaignname, c.profile, c.enable, c.status = 'busy',"
    " EXISTS (SELECT 1 FROM queue_name q WHERE q.queuename = c.queuename), c.limit_type, c.max_channel,"
    " c.queue_increasement, c.abandontarget FROM campaign c WHERE (? OR c.groupid = ?) AND c.id = ? FOR UPDATE";

constexpr Sql select_seen = "SELECT 1 FROM campaign WHERE (? OR groupid = ?) AND id = ?";

constexpr Sql update_status = "UPDATE campaign SET status = ? WHERE id = ?";
constexpr Sql update_pace =
    "UPDATE campaign SET limit_type = ?, max_channel = ?, queue_increasement = ?, abandontarget = ? WHERE id = ?";

constexpr Sql select_check =
    "SELECT begintime, finishedtime, lastid, checked, callable, reasons FROM campaign_check WHERE campaignid = ?";
constexpr Sql replace_check =
    "REPLACE INTO campaign_check (campaignid, begintime, finishedtime, lastid, checked, callable, reasons)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";

const char* status_word(bool is_started)
{
    return is_started ? "busy" : "idle";
}

}  // namespace

bool CampaignControlGateway::is_seen(const crm::Scope& scope, unsigned campaign)
{
    return db_.get().query(select_seen, scope.is_everything(), scope.group(), campaign).next();
}

std::optional<ControlledCampaign> CampaignControlGateway::lock(const crm::Scope& scope, unsigned campaign)
{
    auto row = db_.get().query(select_campaign, scope.is_everything(), scope.group(), campaign);
    if (!row.next()) return std::nullopt;
    return ControlledCampaign{.id = row.id(1),
                              .group = row.id(2),
                              .name = row.text(3),
                              .profile = row.text(4),
                              .is_enabled = row.flag(5),
                              .is_started = row.flag(6),
                              .has_queue = row.flag(7),
                              .pace = {.limit_type = row.text(8),
                                       .max_channel = static_cast<long>(row.integer(9)),
                                       .queue_increasement = row.text(10),
                                       .abandontarget = row.text(11)}};
}

void CampaignControlGateway::set_started(const ControlledCampaign& campaign, bool is_started, const Actor& actor,
                                         TimePoint now)
{
    db_.get().execute(update_status, status_word(is_started), campaign.id);
    audit(campaign, {{"status", status_word(campaign.is_started), status_word(is_started)}}, actor, now);
}

void CampaignControlGateway::set_pace(const ControlledCampaign& campaign, const CampaignPace& pace, const Actor& actor,
                                      TimePoint now)
{
    db_.get().execute(update_pace, pace.limit_type, pace.max_channel, pace.queue_increasement, pace.abandontarget,
                      campaign.id);
    const auto& before = campaign.pace;
    audit(campaign,
          {{"limit_type", before.limit_type, pace.limit_type},
           {"max_channel", std::to_string(before.max_channel), std::to_string(pace.max_channel)},
           {"queue_increasement", before.queue_increasement, pace.queue_increasement},
           {"abandontarget", before.abandontarget, pace.abandontarget}},
          actor, now);
}

void CampaignControlGateway::audit(const ControlledCampaign& campaign, std::vector<AuditedField> fields,
                                   const Actor& actor, TimePoint now)
{
    audit_.append(actor,
                  {.action = AuditAction::update,
                   .object = "campaign",
                   .row = campaign.id,
                   .group = campaign.group,
                   .fields = std::move(fields)},
                  now);
}

std::optional<dialing::ListCheck> CampaignControlGateway::check_of(unsigned campaign)
{
    auto row = db_.get().query(select_check, campaign);
    if (!row.next()) return std::nullopt;
    return dialing::ListCheck{.begun = row.time(1).value_or(TimePoint{}),
                              .finished = row.time(2),
                              .last_id = static_cast<std::uint64_t>(row.integer(3)),
                              .checked = static_cast<long>(row.integer(4)),
                              .callable = static_cast<long>(row.integer(5)),
                              .reasons = dialing::parse_reasons(row.text(6))};
}

void CampaignControlGateway::store(unsigned campaign, const dialing::ListCheck& check)
{
    db_.get().execute(replace_check, campaign, check.begun, check.finished, check.last_id, check.checked,
                      check.callable, dialing::reasons_json(check));
}

}  // namespace db
