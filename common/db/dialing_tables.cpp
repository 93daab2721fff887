// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of campaigns, what they dial, and what nobody may.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

constexpr std::array do_not_call_fields{
    indexed(text("number", "t.number", "number")),
    group_field,
    campaign_field,
    text("reason", "t.reason", "reason"),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array<std::string_view, 5> limit_types{"channel", "queue", "progressive", "predictive", "timed"};
constexpr std::array<std::string_view, 3> list_orders{"dialtime", "oldest", "newest"};
constexpr std::array<std::string_view, 6> profiles{"generic", "US", "UK", "CA", "CN", "DE"};
constexpr std::array holiday_fields{
    text("day", "t.day", "day"),
    text("name", "t.name", "name"),
    choice("profile", profiles, "t.profile", "profile"),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array<std::string_view, 2> campaign_states{"idle", "busy"};

constexpr std::array campaign_fields{
    text("campaignname", "t.campaignname", "campaignname"),
    text("campaignnote", "t.campaignnote", "campaignnote"),
    flag("enable", "t.enable", "enable"),
    group_field,
    unsearchable(number("waiting", "(SELECT COUNT(*) FROM diallist d WHERE d.campaignid = t.id)")),
    text("outcontext", "t.outcontext", "outcontext"),
    text("callerid", "t.callerid", "callerid"),
    text("server", "t.server", "server"),
    choice("limit_type", limit_types, "t.limit_type", "limit_type"),
    number("max_channel", "t.max_channel", "max_channel"),
    number("queue_increasement", "t.queue_increasement", "queue_increasement"),
    number("abandontarget", "t.abandontarget", "abandontarget"),
    number("maxlines", "t.maxlines", "maxlines"),
    number("ringtime", "t.ringtime", "ringtime"),
    choice("listorder", list_orders, "t.listorder", "listorder"),
    text("queuename", "t.queuename", "queuename"),
    flag("bindqueue", "t.bindqueue", "bindqueue"),
    text("incontext", "t.incontext", "incontext"),
    text("inexten", "t.inexten", "inexten"),
    text("hours", "t.hours", "hours"),
    text("timezone", "t.timezone", "timezone"),
    choice("profile", profiles, "t.profile", "profile"),
    flag("asksnational", "t.asksnational", "asksnational"),
    number("maxtrytime", "t.maxtrytime", "maxtrytime"),
    number("maxperday", "t.maxperday", "maxperday"),
    number("waittime", "t.waittime", "waittime"),
    text("message", "t.message", "message"),
    flag("amd", "t.amd", "amd"),
    perhaps(number("retrybusy", "t.retrybusy", "retrybusy")),
    perhaps(number("retrynoanswer", "t.retrynoanswer", "retrynoanswer")),
    perhaps(number("retrymachine", "t.retrymachine", "retrymachine")),
    perhaps(number("retryfailed", "t.retryfailed", "retryfailed")),
    perhaps(number("retryabandoned", "t.retryabandoned", "retryabandoned")),
    flag("enablerecycle", "t.enablerecycle", "enablerecycle"),
    number("recycletime", "t.recycletime", "recycletime"),
    unsearchable(number("dispositions", "(SELECT COUNT(*) FROM campaign_disposition d WHERE d.campaignid = t.id)")),
    flag("dispositionrequired", "t.dispositionrequired", "dispositionrequired"),
    number("callbackdays", "t.callbackdays", "callbackdays"),
    text("script", "t.script", "script"),
    choice("status", campaign_states, "t.status"),
    time("cretime", "t.cretime"),
    creator,
};

// What it did and how it stands, counted while it ran. Decisions and attempts are records.
constexpr Sql of_own_campaigns = " AND campaignid IN (SELECT id FROM campaign WHERE groupid = ?)";
constexpr Dependant ends_with_it(std::string_view name, Sql remove)
{
    return {.name = name, .rows = "", .remove = remove, .keep = remove, .scope = of_own_campaigns};
}

constexpr std::array campaign_dependants{
    Dependant{.name = "diallist",
              .rows = "SELECT d.id, d.groupid, d.campaignid FROM diallist d WHERE d.campaignid",
              .remove = "DELETE FROM diallist WHERE campaignid",
              .keep = "UPDATE diallist SET campaignid = 0 WHERE campaignid",
              .link = "campaignid"},
    Dependant{.name = "dialedlist",
              .rows = "SELECT d.id, d.groupid, d.campaignid FROM dialedlist d WHERE d.campaignid",
              .remove = "DELETE FROM dialedlist WHERE campaignid",
              .keep = "UPDATE dialedlist SET campaignid = 0 WHERE campaignid",
              .link = "campaignid"},
    Dependant{.name = "dnc",
              .rows = "SELECT d.id, d.groupid, d.campaignid FROM dnc d WHERE d.campaignid",
              .remove = "DELETE FROM dnc WHERE campaignid",
              .keep = ""},
    Dependant{.name = "campaign_disposition",
              .rows = "SELECT d.id, d.groupid, d.campaignid FROM campaign_disposition d WHERE d.campaignid",
              .remove = "DELETE FROM campaign_disposition WHERE campaignid",
              .keep = ""},
    // Its surveys end with it; there is nothing to ask.
    Dependant{.name = "surveys",
              .rows = "",
              .remove = "UPDATE survey SET campaignid = 0, enable = 0 WHERE campaignid",
              .keep = "UPDATE survey SET campaignid = 0, enable = 0 WHERE campaignid"},
    ends_with_it("campaign_check", "DELETE FROM campaign_check WHERE campaignid"),
    ends_with_it("campaign_hour", "DELETE FROM campaign_hour WHERE campaignid"),
    ends_with_it("campaign_state", "DELETE FROM campaign_state WHERE campaignid"),
};

constexpr std::array<std::string_view, 4> meanings{"final", "callback", "donotcall", "retry"};

constexpr std::array disposition_fields{
    text("disposition", "t.disposition", "disposition"),
    choice("meaning", meanings, "t.meaning", "meaning"),
    number("position", "t.position", "position"),
    indexed(campaign_field),
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array<std::string_view, 3> line_types{"unknown", "fixed", "mobile"};
// dialing::Reason, as far as time or people can end it.
constexpr std::array<std::string_view, 13> held_reasons{
    "consent_missing",   "national_list_stale",    "place_unknown",
    "holiday",           "outside_hours",          "outside_campaign",
    "too_many_attempts", "too_many_today",         "too_many_connected_today",
    "not_due",           "locked_after_abandoned", "abandon_budget_spent",
    "ring_too_short"};
constexpr std::array<std::string_view, 10> responses{"ANSWERED", "ABANDONED", "MACHINE", "BUSY",    "NO ANSWER",
                                                     "FAILED",   "UNKNOWN",   "DNC",     "INVALID", "REFUSED"};
constexpr std::array<std::string_view, 6> call_modes{"hand", "timed", "limit", "queue", "progressive", "predictive"};

constexpr std::array diallist_fields{
    sortable(text("dialnumber", "t.dialnumber", "dialnumber")),
    sortable(text("assign", "t.assign", "assign")),
    sortable(time("dialtime", "t.dialtime", "dialtime")),
    campaign_field,
    group_field,
    number("trytime", "t.trytime"),
    choice("heldreason", held_reasons, "t.heldreason"),
    text("timezone", "t.timezone", "timezone"),
    time("consenttime", "t.consenttime", "consenttime"),
    choice("linetype", line_types, "t.linetype", "linetype"),
    text("memo", "t.memo", "memo"),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array dialedlist_fields{
    indexed(text("dialednumber", "t.dialednumber")),
    choice("response", responses, "t.response"),
    text("disposition", "t.disposition"),
    time("answertime", "t.answertime"),
    number("duration", "t.duration"),
    number("transfertime", "t.transfertime"),
    flag("isabandoned", "t.isabandoned"),
    choice("mode", call_modes, "t.mode"),
    text("memo", "t.memo"),
    text("dialedby", "t.dialedby"),
    time("dialedtime", "t.dialedtime"),
    time("dialtime", "t.dialtime"),
    text("assign", "t.assign"),
    number("trytime", "t.trytime"),
    time("recycledtime", "t.recycledtime"),
    campaign_shown,
    group_shown,
};

}  // namespace

constinit const CrmTable do_not_call{.table = "dnc",
                                     .from =
                                         "dnc t LEFT JOIN campaign k ON k.id = t.campaignid"
                                         " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                     .scope = by_group,
                                     .fields = do_not_call_fields};

constinit const CrmTable public_holiday{
    .table = "public_holiday", .from = "public_holiday t", .scope = "", .fields = holiday_fields};

constinit const CrmTable campaign{.table = "campaign",
                                  .from = "campaign t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                  .scope = by_group,
                                  .fields = campaign_fields,
                                  .dependants = campaign_dependants};

constinit const CrmTable campaign_disposition{.table = "campaign_disposition",
                                              .from =
                                                  "campaign_disposition t LEFT JOIN campaign k ON k.id = t.campaignid"
                                                  " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                              .scope = by_group,
                                              .fields = disposition_fields};

constinit const CrmTable diallist{.table = "diallist",
                                  .from =
                                      "diallist t LEFT JOIN campaign k ON k.id = t.campaignid"
                                      " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                  .scope = by_group,
                                  .fields = diallist_fields};

constinit const CrmTable dialedlist{.table = "dialedlist",
                                    .from =
                                        "dialedlist t LEFT JOIN campaign k ON k.id = t.campaignid"
                                        " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                    .scope = by_group,
                                    .fields = dialedlist_fields};

}  // namespace db::tables
