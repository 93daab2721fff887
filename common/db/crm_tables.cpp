// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/crm_tables.h"

#include <array>

namespace db::tables {

namespace {

using crm::ColumnType;

constexpr TableField field(std::string_view name, ColumnType type, Sql shown, Sql stored = "")
{
    return {.column = {.name = name, .type = type}, .shown = shown, .stored = stored};
}

constexpr TableField text(std::string_view name, Sql shown, Sql stored = "")
{
    return field(name, ColumnType::text, shown, stored);
}

constexpr TableField phone(std::string_view name, Sql shown, Sql stored, Sql digits)
{
    auto made = text(name, shown, stored);
    made.digits = digits;
    return made;
}

constexpr TableField number(std::string_view name, Sql shown, Sql stored = "")
{
    return field(name, ColumnType::number, shown, stored);
}

constexpr TableField flag(std::string_view name, Sql shown, Sql stored = "")
{
    return field(name, ColumnType::flag, shown, stored);
}

constexpr TableField time(std::string_view name, Sql shown, Sql stored = "")
{
    auto made = field(name, ColumnType::datetime, shown, stored);
    made.may_be_null = true;
    return made;
}

constexpr TableField choice(std::string_view name, std::span<const std::string_view> choices, Sql shown,
                            Sql stored = "")
{
    auto made = field(name, ColumnType::choice, shown, stored);
    made.column.choices = choices;
    return made;
}

// Sorted by an index that is this column and the id: any other would sort the whole table for each page.
constexpr TableField sortable(TableField made)
{
    made.column.sortable = true;
    return made;
}

// Stored as NULL when nothing was entered.
constexpr TableField nullable(TableField made)
{
    made.may_be_null = true;
    return made;
}

// Not stored in the table but counted for the rows shown.
constexpr TableField unsearchable(TableField made)
{
    made.column.searchable = false;
    return made;
}

constexpr TableField reference(std::string_view name, Sql shown, Sql stored, Sql search_open, Reference to)
{
    auto made = field(name, ColumnType::reference, shown, stored);
    made.search_open = search_open;
    made.reference = to;
    return made;
}

constexpr TableField group_field =
    reference("group", "g.groupname", "groupid", "t.groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname",
              Reference::group);
constexpr TableField group_shown = reference(
    "group", "g.groupname", "", "t.groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname", Reference::none);
constexpr TableField campaign_field =
    reference("campaign", "k.campaignname", "campaignid", "t.campaignid IN (SELECT id FROM campaign WHERE campaignname",
              Reference::campaign);
constexpr TableField campaign_shown = reference(
    "campaign", "k.campaignname", "", "t.campaignid IN (SELECT id FROM campaign WHERE campaignname", Reference::none);
constexpr TableField customer_field =
    reference("customer", "u.customer", "customerid", "t.customerid IN (SELECT id FROM customer WHERE customer",
              Reference::customer);
// A list of one customer's rows is a search by this.
constexpr TableField customer_id = number("customerid", "t.customerid");
constexpr TableField creator = text("creby", "t.creby");
constexpr TableField created = sortable(time("cretime", "t.cretime"));

constexpr std::array<std::string_view, 3> genders{"unknown", "male", "female"};
constexpr std::array<std::string_view, 4> attitudes{"10", "5", "0", "-1"};

constexpr std::array customer_fields{
    sortable(text("customer", "t.customer", "customer")),
    text("state", "t.state", "state"),
    sortable(text("city", "t.city", "city")),
    phone("phone", "t.phone", "phone", "t.phone_digits"),
    text("phone_ext", "t.phone_ext", "phone_ext"),
    text("contact", "t.contact", "contact"),
    choice("contactgender", genders, "t.contactgender", "contactgender"),
    text("website", "t.website", "website"),
    text("category", "t.category", "category"),
    text("address", "t.address", "address"),
    text("zipcode", "t.zipcode", "zipcode"),
    text("country", "t.country", "country"),
    phone("mobile", "t.mobile", "mobile", "t.mobile_digits"),
    text("fax", "t.fax", "fax"),
    text("fax_ext", "t.fax_ext", "fax_ext"),
    text("email", "t.email", "email"),
    text("bankname", "t.bankname", "bankname"),
    text("bankzip", "t.bankzip", "bankzip"),
    text("bankaccount", "t.bankaccount", "bankaccount"),
    text("bankaccountname", "t.bankaccountname", "bankaccountname"),
    group_field,
    created,
    sortable(creator),
};

// The dial list knows numbers only: those of the customer. Answers that stay keep the id: persons stay distinct.
constexpr std::array customer_dependants{
    Dependant{.name = "contact",
              .rows = "SELECT d.id, d.groupid, d.customerid FROM contact d WHERE d.customerid",
              .remove = "DELETE FROM contact WHERE customerid",
              .keep = "UPDATE contact SET customerid = 0 WHERE customerid",
              .link = "customerid"},
    Dependant{.name = "note",
              .rows = "SELECT d.id, d.groupid, d.customerid FROM note d WHERE d.customerid",
              .remove = "DELETE FROM note WHERE customerid",
              .keep = "UPDATE note SET customerid = 0 WHERE customerid",
              .link = "customerid"},
    Dependant{.name = "diallist",
              .rows =
                  "SELECT DISTINCT d.id, d.groupid, 0 AS link FROM customer c JOIN diallist d ON d.dialnumber <> '' AND"
                  " d.dialnumber IN (REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) WHERE c.id",
              .remove = "DELETE d FROM customer c JOIN diallist d ON d.dialnumber <> '' AND"
                        " d.dialnumber IN (REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) WHERE c.id",
              .keep = "",
              .scope = " AND d.groupid = ?"},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.customerid FROM surveyresult d WHERE d.customerid",
              .remove = "DELETE FROM surveyresult WHERE customerid",
              .keep = ""},
};

constexpr std::array contact_fields{
    sortable(text("contact", "t.contact", "contact")),
    choice("gender", genders, "t.gender", "gender"),
    text("position", "t.position", "position"),
    customer_field,
    phone("phone", "t.phone", "phone", "t.phone_digits"),
    text("ext", "t.ext", "ext"),
    phone("phone1", "t.phone1", "phone1", "t.phone1_digits"),
    text("ext1", "t.ext1", "ext1"),
    phone("phone2", "t.phone2", "phone2", "t.phone2_digits"),
    text("ext2", "t.ext2", "ext2"),
    phone("mobile", "t.mobile", "mobile", "t.mobile_digits"),
    text("fax", "t.fax", "fax"),
    text("fax_ext", "t.fax_ext", "fax_ext"),
    text("email", "t.email", "email"),
    group_field,
    time("cretime", "t.cretime"),
    creator,
    customer_id,
};

constexpr std::array contact_dependants{
    Dependant{.name = "note",
              .rows = "SELECT d.id, d.groupid, d.contactid FROM note d WHERE d.contactid",
              .remove = "DELETE FROM note WHERE contactid",
              .keep = "UPDATE note SET contactid = 0 WHERE contactid",
              .link = "contactid"},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.contactid FROM surveyresult d WHERE d.contactid",
              .remove = "DELETE FROM surveyresult WHERE contactid",
              .keep = ""},
};

constexpr std::array note_fields{
    text("note", "t.note", "note"),
    number("priority", "t.priority", "priority"),
    choice("attitude", attitudes, "t.attitude", "attitude"),
    customer_field,
    reference("contact", "o.contact", "contactid", "t.contactid IN (SELECT id FROM contact WHERE contact",
              Reference::contact),
    group_field,
    time("cretime", "t.cretime"),
    sortable(creator),
    customer_id,
};

constexpr std::array trunk_fields{
    text("trunkname", "t.trunkname", "trunkname"),
    sortable(text("trunkchannel", "t.trunkchannel", "trunkchannel")),
    sortable(text("didnumber", "t.didnumber", "didnumber")),
    text("trunknote", "t.trunknote", "trunknote"),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array speeddial_fields{
    text("number", "t.number", "number"),
    text("description", "t.description", "description"),
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array do_not_call_fields{
    text("number", "t.number", "number"), group_field, campaign_field, text("reason", "t.reason", "reason"),
    time("cretime", "t.cretime"),         creator,
};

constexpr std::array<std::string_view, 2> campaign_states{"idle", "busy"};

constexpr std::array campaign_fields{
    text("campaignname", "t.campaignname", "campaignname"),
    text("campaignnote", "t.campaignnote", "campaignnote"),
    flag("enable", "t.enable", "enable"),
    unsearchable(number("waiting", "(SELECT COUNT(*) FROM diallist d WHERE d.campaignid = t.id)")),
    text("outcontext", "t.outcontext", "outcontext"),
    text("incontext", "t.incontext", "incontext"),
    text("inexten", "t.inexten", "inexten"),
    text("callerid", "t.callerid", "callerid"),
    text("queuename", "t.queuename", "queuename"),
    flag("bindqueue", "t.bindqueue", "bindqueue"),
    number("maxtrytime", "t.maxtrytime", "maxtrytime"),
    choice("status", campaign_states, "t.status"),
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

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
    // Its surveys end with it; there is nothing to ask.
    Dependant{.name = "surveys",
              .rows = "SELECT d.id, d.groupid, d.campaignid FROM survey d WHERE 0 AND d.campaignid",
              .remove = "UPDATE survey SET campaignid = 0, enable = 0 WHERE campaignid",
              .keep = "UPDATE survey SET campaignid = 0, enable = 0 WHERE campaignid"},
};

constexpr std::array diallist_fields{
    sortable(text("dialnumber", "t.dialnumber", "dialnumber")),
    sortable(text("assign", "t.assign", "assign")),
    sortable(time("dialtime", "t.dialtime", "dialtime")),
    campaign_field,
    group_field,
    number("trytime", "t.trytime"),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array dialedlist_fields{
    sortable(text("dialednumber", "t.dialednumber")),
    time("answertime", "t.answertime"),
    number("duration", "t.duration"),
    number("transfertime", "t.transfertime"),
    text("response", "t.response"),
    text("dialedby", "t.dialedby"),
    time("dialedtime", "t.dialedtime"),
    time("dialtime", "t.dialtime"),
    text("assign", "t.assign"),
    number("trytime", "t.trytime"),
    campaign_shown,
    group_shown,
};

constexpr std::array<std::string_view, 4> dispositions{"ANSWERED", "NO ANSWER", "BUSY", "FAILED"};
constexpr std::array<std::string_view, 2> hangup_sides{"caller", "callee"};
constexpr Sql with_caller = "t.srcaccountid IN (SELECT id FROM astercrm_account WHERE username";
constexpr Sql with_callee = "t.dstaccountid IN (SELECT id FROM astercrm_account WHERE username";

constexpr std::array call_fields{
    sortable(time("calldate", "t.calldate")),
    unsearchable(number("recording",
                        "(SELECT MAX(m.id) FROM monitorrecord m WHERE m.uniqueid = t.srcuid AND m.dstuid = t.dstuid"
                        " AND m.server = t.server AND m.status IN ('recorded', 'ready'))")),
    text("src", "t.src"),
    text("dst", "t.dst"),
    text("didnumber", "t.didnumber"),
    reference("srcagent", "sa.username", "", with_caller, Reference::none),
    reference("dstagent", "da.username", "", with_callee, Reference::none),
    text("queue", "t.queue"),
    number("duration", "t.duration"),
    number("billsec", "t.billsec"),
    choice("disposition", dispositions, "t.disposition"),
    number("waitsec", "t.waitsec"),
    number("ringsec", "t.ringsec"),
    number("holdsec", "t.holdsec"),
    choice("hangupby", hangup_sides, "t.hangupby"),
    number("credit", "t.credit"),
    text("destination", "t.destination"),
    text("memo", "t.memo"),
    number("legno", "t.legno"),
    unsearchable(number("legs", "(SELECT COUNT(*) FROM mycdr l WHERE l.linkedid = t.linkedid AND l.linkedid <> '')")),
    unsearchable(number("recordings",
                        "(SELECT COUNT(*) FROM monitorrecord m WHERE m.linkedid = t.linkedid AND m.linkedid <> '')")),
    text("accountcode", "t.accountcode"),
    text("linkedid", "t.linkedid"),
    reference("group", "g.groupname", "", "t.astercrm_groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname",
              Reference::none),
};

constexpr std::array<std::string_view, 7> recording_states{"requested", "recording", "stopping", "recorded",
                                                           "ready",     "failed",    "missing"};
constexpr std::array<std::string_view, 2> recording_reasons{"forced", "demand"};

constexpr std::array recording_fields{
    sortable(time("starttime", "t.starttime")),
    number("recording", "t.id"),
    text("src", "c.src"),
    text("dst", "c.dst"),
    text("didnumber", "c.didnumber"),
    text("callerid", "t.callerid"),
    sortable(text("extension", "t.extension")),
    reference("agent", "a.username", "", "t.accountid IN (SELECT id FROM astercrm_account WHERE username",
              Reference::none),
    number("duration", "t.duration"),
    number("billsec", "c.billsec"),
    choice("status", recording_states, "t.status"),
    choice("reason", recording_reasons, "t.reason"),
    text("filename", "SUBSTRING_INDEX(t.filename, '/', -1)"),
    text("fileformat", "t.fileformat"),
    number("filesize", "t.filesize"),
    unsearchable(number("listened", "(SELECT COUNT(*) FROM recording_log l WHERE l.recordingid = t.id)")),
    creator,
    group_shown,
    text("linkedid", "t.linkedid"),
};

constexpr std::array survey_fields{
    text("surveyname", "t.surveyname", "surveyname"),
    text("surveynote", "t.surveynote", "surveynote"),
    flag("enable", "t.enable", "enable"),
    unsearchable(number("questions", "(SELECT COUNT(*) FROM surveyoptions o WHERE o.surveyid = t.id)")),
    unsearchable(number("answers", "(SELECT COUNT(*) FROM surveyresult r WHERE r.surveyid = t.id)")),
    campaign_field,
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

// Questions and choices are nothing without their survey: they go, whatever was asked.
constexpr std::array survey_dependants{
    Dependant{.name = "choices",
              .rows = "SELECT d.id, 0 AS groupid, d.surveyid FROM surveyoptions d WHERE 0 AND d.surveyid",
              .remove = "DELETE i FROM surveyoptions o JOIN surveyoptionitems i ON i.optionid = o.id WHERE o.surveyid",
              .keep = "DELETE i FROM surveyoptions o JOIN surveyoptionitems i ON i.optionid = o.id WHERE o.surveyid",
              .scope = ""},
    Dependant{.name = "questions",
              .rows = "SELECT d.id, 0 AS groupid, d.surveyid FROM surveyoptions d WHERE 0 AND d.surveyid",
              .remove = "DELETE FROM surveyoptions WHERE surveyid",
              .keep = "DELETE FROM surveyoptions WHERE surveyid",
              .scope = ""},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.surveyid FROM surveyresult d WHERE d.surveyid",
              .remove = "DELETE FROM surveyresult WHERE surveyid",
              .keep = ""},
};

constexpr std::array survey_result_fields{
    reference("customer", "u.customer", "", "t.customerid IN (SELECT id FROM customer WHERE customer", Reference::none),
    reference("contact", "o.contact", "", "t.contactid IN (SELECT id FROM contact WHERE contact", Reference::none),
    text("surveytitle", "t.surveytitle"),
    text("surveyoption", "t.surveyoption"),
    text("itemcontent", "t.itemcontent"),
    text("surveynote", "t.surveynote"),
    creator,
    time("cretime", "t.cretime"),
    campaign_shown,
    group_shown,
    number("surveyid", "t.surveyid"),
    number("questionid", "t.surveyoptionid"),
    number("choiceid", "t.itemid"),
    customer_id,
};

constexpr std::array<std::string_view, 2> listening_actions{"play", "download"};

constexpr std::array listening_fields{
    sortable(time("cretime", "t.cretime")),
    text("username", "t.username"),
    choice("action", listening_actions, "t.action"),
    text("address", "t.address"),
    number("recording", "t.recordingid"),
    time("starttime", "m.starttime"),
    text("callerid", "m.callerid"),
    text("extension", "m.extension"),
    group_shown,
};

constexpr Sql by_group = " AND t.groupid = ?";

constexpr std::array<std::string_view, 3> account_types{"admin", "groupadmin", "agent"};

constexpr std::array account_fields{
    sortable(text("username", "t.username", "username")),
    text("firstname", "t.firstname", "firstname"),
    text("lastname", "t.lastname", "lastname"),
    sortable(text("extension", "t.extension", "extension")),
    text("agent", "t.agent", "agent"),
    choice("usertype", account_types, "t.usertype", "usertype"),
    group_field,
    text("channel", "t.channel", "channel"),
    text("extensions", "t.extensions", "extensions"),
    nullable(number("dialinterval", "t.dialinterval", "dialinterval")),
    text("accountcode", "t.accountcode", "accountcode"),
    flag("enabled", "t.enabled", "enabled"),
    time("last_login_time", "t.last_login_time"),
};

constexpr std::array group_fields{
    sortable(text("groupname", "t.groupname", "groupname")),
    text("groupnote", "t.groupnote", "groupnote"),
    unsearchable(number("members", "(SELECT COUNT(*) FROM astercrm_account a WHERE a.groupid = t.id)")),
    text("incontext", "t.incontext", "incontext"),
    text("outcontext", "t.outcontext", "outcontext"),
    flag("monitorforce", "t.monitorforce", "monitorforce"),
    nullable(number("agentinterval", "t.agentinterval", "agentinterval")),
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
constexpr std::array<std::string_view, 13> audit_objects{"astercrm_account",
                                                         "astercrm_accountgroup",
                                                         "customer",
                                                         "contact",
                                                         "note",
                                                         "campaign",
                                                         "diallist",
                                                         "dialedlist",
                                                         "speeddial",
                                                         "trunkinfo",
                                                         "dnc",
                                                         "survey",
                                                         "surveyresult"};

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

constinit const CrmTable customer{.table = "customer",
                                  .from = "customer t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                  .scope = by_group,
                                  .fields = customer_fields,
                                  .dependants = customer_dependants};

constinit const CrmTable contact{.table = "contact",
                                 .from =
                                     "contact t LEFT JOIN customer u ON u.id = t.customerid"
                                     " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                 .scope = by_group,
                                 .fields = contact_fields,
                                 .dependants = contact_dependants};

constinit const CrmTable note{.table = "note",
                              .from =
                                  "note t LEFT JOIN customer u ON u.id = t.customerid"
                                  " LEFT JOIN contact o ON o.id = t.contactid"
                                  " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                              .scope = by_group,
                              .fields = note_fields};

constinit const CrmTable trunkinfo{.table = "trunkinfo", .from = "trunkinfo t", .scope = "", .fields = trunk_fields};

constinit const CrmTable speeddial{.table = "speeddial",
                                   .from = "speeddial t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                   .scope = by_group,
                                   .fields = speeddial_fields};

constinit const CrmTable do_not_call{.table = "dnc",
                                     .from =
                                         "dnc t LEFT JOIN campaign k ON k.id = t.campaignid"
                                         " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                     .scope = by_group,
                                     .fields = do_not_call_fields};

constinit const CrmTable campaign{.table = "campaign",
                                  .from = "campaign t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                  .scope = by_group,
                                  .fields = campaign_fields,
                                  .dependants = campaign_dependants};

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

constinit const CrmTable call_records{.table = "mycdr",
                                      .from =
                                          "mycdr t LEFT JOIN astercrm_account sa ON sa.id = t.srcaccountid"
                                          " LEFT JOIN astercrm_account da ON da.id = t.dstaccountid"
                                          " LEFT JOIN astercrm_accountgroup g ON g.id = t.astercrm_groupid",
                                      .scope = " AND t.astercrm_groupid = ?",
                                      .fields = call_fields};

constinit const CrmTable recordings{
    .table = "monitorrecord",
    .from =
        "monitorrecord t LEFT JOIN mycdr c ON c.server = t.server AND c.srcuid = t.uniqueid AND c.dstuid = t.dstuid"
        " LEFT JOIN astercrm_account a ON a.id = t.accountid"
        " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
    .scope = by_group,
    .fields = recording_fields};

constinit const CrmTable survey{.table = "survey",
                                .from =
                                    "survey t LEFT JOIN campaign k ON k.id = t.campaignid"
                                    " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                .scope = by_group,
                                .fields = survey_fields,
                                .dependants = survey_dependants};

constinit const CrmTable survey_results{.table = "surveyresult",
                                        .from =
                                            "surveyresult t LEFT JOIN customer u ON u.id = t.customerid"
                                            " LEFT JOIN contact o ON o.id = t.contactid"
                                            " LEFT JOIN campaign k ON k.id = t.campaignid"
                                            " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                        .scope = by_group,
                                        .fields = survey_result_fields};

constinit const CrmTable listening{.table = "recording_log",
                                   .from =
                                       "recording_log t LEFT JOIN monitorrecord m ON m.id = t.recordingid"
                                       " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                   .scope = by_group,
                                   .fields = listening_fields};
constinit const CrmTable account{.table = "astercrm_account",
                                 .from = "astercrm_account t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                 .scope = by_group,
                                 .fields = account_fields,
                                 .has_creator = false};

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
    .fields = sign_in_fields};

}  // namespace db::tables
