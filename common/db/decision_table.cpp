// SPDX-License-Identifier: GPL-3.0-or-later
// What was decided of numbers, and why: a record that only grows.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

// To dial it, or the word of dialing::Reason why not.
constexpr std::array<std::string_view, 25> verdicts{"dial",
                                                    "number_invalid",
                                                    "own_number",
                                                    "prefix_not_allowed",
                                                    "campaign_disabled",
                                                    "ring_too_short",
                                                    "message_missing",
                                                    "outside_campaign",
                                                    "consent_missing",
                                                    "do_not_call_global",
                                                    "do_not_call_group",
                                                    "do_not_call_campaign",
                                                    "do_not_call_national",
                                                    "national_list_stale",
                                                    "place_unknown",
                                                    "holiday",
                                                    "outside_hours",
                                                    "too_many_attempts",
                                                    "too_many_today",
                                                    "too_many_connected_today",
                                                    "not_due",
                                                    "locked_after_abandoned",
                                                    "abandon_budget_spent",
                                                    "no_channel",
                                                    "no_agent"};

constexpr std::array decision_fields{
    indexed(time("decidedtime", "t.decidedtime")),
    sortable(text("number", "t.number")),
    choice("verdict", verdicts, "t.verdict"),
    campaign_shown,
    text("profile", "t.profile"),
    number("profileversion", "t.profileversion"),
    text("inputs", "t.inputs"),
    text("overridden", "t.overridden"),
    text("why", "t.why"),
    text("decidedby", "t.decidedby"),
    group_shown,
    unsearchable(text("keepuntil", "t.keepuntil")),
};

}  // namespace

constinit const CrmTable dial_decision{.table = "dial_decision",
                                       .from =
                                           "dial_decision t LEFT JOIN campaign k ON k.id = t.campaignid"
                                           " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                       .scope = by_group,
                                       .fields = decision_fields,
                                       .has_creator = false};

}  // namespace db::tables
