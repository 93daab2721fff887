// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of accounts and groups, and what they did.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

// Stored as NULL when nothing was entered.
constexpr TableField nullable(TableField made)
{
    made.may_be_null = true;
    return made;
}

constexpr std::array<std::string_view, 3> account_types{"admin", "groupadmin", "agent"};

constexpr std::array account_fields{
    sortable(text("username", "t.username", "username")),
    text("firstname", "t.firstname", "firstname"),
    text("lastname", "t.lastname", "lastname"),
    sortable(text("extension", "t.extension", "extension")),
    text("agent", "t.agent", "agent"),
    choice("usertype", account_types, "t.usertype", "usertype"),
    reference("usertype_id", "y.usertypename", "usertype_id",
              "t.usertype_id IN (SELECT id FROM user_types WHERE usertypename", Reference::user_type),
    group_field,
    text("channel", "t.channel", "channel"),
    text("extensions", "t.extensions", "extensions"),
    nullable(number("dialinterval", "t.dialinterval", "dialinterval")),
    text("accountcode", "t.accountcode", "accountcode"),
    flag("enabled", "t.enabled", "enabled"),
    time("last_login_time", "t.last_login_time"),
};

constexpr std::array<std::string_view, 2> base_types{"agent", "groupadmin"};

constexpr std::array user_type_fields{
    sortable(text("usertypename", "t.usertypename", "usertypename")),
    text("memo", "t.memo", "memo"),
    choice("basetype", base_types, "t.basetype", "basetype"),
    unsearchable(number("accounts", "(SELECT COUNT(*) FROM astercrm_account a WHERE a.usertype_id = t.id)")),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array group_fields{
    sortable(text("groupname", "t.groupname", "groupname")),
    text("groupnote", "t.groupnote", "groupnote"),
    unsearchable(number("members", "(SELECT COUNT(*) FROM astercrm_account a WHERE a.groupid = t.id)")),
    text("incontext", "t.incontext", "incontext"),
    text("outcontext", "t.outcontext", "outcontext"),
    flag("monitorforce", "t.monitorforce", "monitorforce"),
    nullable(number("agentinterval", "t.agentinterval", "agentinterval")),
    number("wrapuptime", "t.wrapuptime", "wrapuptime"),
    flag("missedpause", "t.missedpause", "missedpause"),
    time("cretime", "t.cretime"),
    creator,
};

// What is kept is in no group, so only administrators see it; accounts without a group are of no use to anybody.
// Administrators are no members: they work on.
constexpr std::array group_dependants{
    Dependant{.name = "astercrm_account",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM astercrm_account d WHERE d.usertype <> 'admin'"
                      " AND d.groupid",
              .remove = "DELETE FROM astercrm_account WHERE usertype <> 'admin' AND groupid",
              .keep = "UPDATE astercrm_account SET groupid = 0, enabled = 0 WHERE usertype <> 'admin' AND groupid",
              .link = "group"},
    Dependant{.name = "customer",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM customer d WHERE d.groupid",
              .remove = "DELETE FROM customer WHERE groupid",
              .keep = "UPDATE customer SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "contact",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM contact d WHERE d.groupid",
              .remove = "DELETE FROM contact WHERE groupid",
              .keep = "UPDATE contact SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "note",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM note d WHERE d.groupid",
              .remove = "DELETE FROM note WHERE groupid",
              .keep = "UPDATE note SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "campaign",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM campaign d WHERE d.groupid",
              .remove = "DELETE FROM campaign WHERE groupid",
              .keep = "UPDATE campaign SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "diallist",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM diallist d WHERE d.groupid",
              .remove = "DELETE FROM diallist WHERE groupid",
              .keep = "UPDATE diallist SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "dialedlist",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM dialedlist d WHERE d.groupid",
              .remove = "DELETE FROM dialedlist WHERE groupid",
              .keep = "UPDATE dialedlist SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "speeddial",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM speeddial d WHERE d.groupid",
              .remove = "DELETE FROM speeddial WHERE groupid",
              .keep = "UPDATE speeddial SET groupid = 0 WHERE groupid",
              .link = "group"},
    // A group's numbers that nobody may call: with group 0 they would be everybody's.
    Dependant{.name = "dnc",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM dnc d WHERE d.groupid",
              .remove = "DELETE FROM dnc WHERE groupid",
              .keep = ""},
    Dependant{.name = "pause_reason",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM pause_reason d WHERE d.groupid",
              .remove = "DELETE FROM pause_reason WHERE groupid",
              .keep = ""},
    Dependant{.name = "campaign_disposition",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM campaign_disposition d WHERE d.groupid",
              .remove = "DELETE FROM campaign_disposition WHERE groupid",
              .keep = "UPDATE campaign_disposition SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "survey",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM survey d WHERE d.groupid",
              .remove = "DELETE d, o, i FROM survey d LEFT JOIN surveyoptions o ON o.surveyid = d.id"
                        " LEFT JOIN surveyoptionitems i ON i.optionid = o.id WHERE d.groupid",
              .keep = "UPDATE survey SET groupid = 0 WHERE groupid",
              .link = "group"},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.groupid AS link FROM surveyresult d WHERE d.groupid",
              .remove = "DELETE FROM surveyresult WHERE groupid",
              .keep = "UPDATE surveyresult SET groupid = 0 WHERE groupid",
              .link = "group"},
};

constexpr std::array<std::string_view, 3> audit_actions{"create", "update", "delete"};

constexpr std::array<std::string_view, 18> audit_objects{"astercrm_account", "user_types", "astercrm_accountgroup",
                                                         "customer",         "contact",    "note",
                                                         "campaign",         "diallist",   "dialedlist",
                                                         "speeddial",        "trunkinfo",  "dnc",
                                                         "pause_reason",     "survey",     "surveyoptions",
                                                         "surveyresult",     "setting",    "campaign_disposition"};

constexpr std::array audit_fields{
    sortable(time("cretime", "t.cretime")),
    text("username", "t.username"),
    choice("action", audit_actions, "t.action"),
    choice("object", audit_objects, "t.object"),
    number("objectid", "t.objectid"),
    text("field", "t.field"),
    text("oldvalue", "t.oldvalue"),
    text("newvalue", "t.newvalue"),
    text("address", "t.address"),
    group_shown,
};

constexpr std::array<std::string_view, 5> sign_in_actions{"login", "login_failed", "login_throttled", "logout",
                                                          "password_changed"};

constexpr std::array sign_in_fields{
    sortable(time("cretime", "t.cretime")),
    text("username", "t.username"),
    choice("action", sign_in_actions, "t.action"),
    text("address", "t.address"),
};

}  // namespace

constinit const CrmTable account{.table = "astercrm_account",
                                 .from =
                                     "astercrm_account t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid"
                                     " LEFT JOIN user_types y ON y.id = t.usertype_id",
                                 .scope = by_group,
                                 .fields = account_fields,
                                 .has_creator = false};

constinit const CrmTable user_type{
    .table = "user_types", .from = "user_types t", .scope = "", .fields = user_type_fields};

constinit const CrmTable group{.table = "astercrm_accountgroup",
                               .from = "astercrm_accountgroup t",
                               .scope = "",
                               .fields = group_fields,
                               .dependants = group_dependants};

constinit const CrmTable audit{.table = "audit_log",
                               .from = "audit_log t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                               .scope = by_group,
                               .fields = audit_fields};

// A failed attempt is known by the name typed only.
constinit const CrmTable sign_ins{
    .table = "account_log",
    .from = "account_log t",
    .scope = " AND t.username IN (SELECT username FROM astercrm_account WHERE groupid = ?)",
    .fields = sign_in_fields,
    .group_order = ""};

}  // namespace db::tables
