// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/original_tables.h"

#include <algorithm>
#include <array>

namespace db {

namespace {

// Groups are named by the column groupid, which the original keeps equal to id.
constexpr std::array group_columns{
    OriginalColumn{"groupname", "groupname"},
    OriginalColumn{"groupnote", "groupnote"},
    OriginalColumn{"incontext", "incontext"},
    OriginalColumn{"incontext", "pdcontext"},
    OriginalColumn{"outcontext", "outcontext"},
    OriginalColumn{"monitorforce", "monitorforce"},
    OriginalColumn{"agentinterval", "agentinterval", "NULLIF(s.agentinterval, 0)"},
    OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"creby", "creby"},
};

// Passwords follow one by one, hashed. Everybody who saw the page of accounts has read them: each chooses another one.
constexpr std::array account_columns{
    OriginalColumn{"username", "username"},
    OriginalColumn{"must_change_password", "username", "1"},
    OriginalColumn{"firstname", "firstname"},
    OriginalColumn{"lastname", "lastname"},
    OriginalColumn{"agent", "agent"},
    OriginalColumn{"extension", "extension"},
    OriginalColumn{"extensions", "extensions"},
    OriginalColumn{"channel", "channel"},
    OriginalColumn{"usertype", "usertype", "IF(s.usertype IN ('admin', 'groupadmin'), s.usertype, 'agent')"},
    OriginalColumn{"dialinterval", "dialinterval", "NULLIF(s.dialinterval, 0)"},
    OriginalColumn{"accountcode", "accountcode"},
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"last_login_time", "last_login_time"},
};

constexpr std::array customer_columns{
    OriginalColumn{"customer", "customer"}, OriginalColumn{"address", "address"},
    OriginalColumn{"zipcode", "zipcode"},   OriginalColumn{"website", "website"},
    OriginalColumn{"category", "category"}, OriginalColumn{"city", "city"},
    OriginalColumn{"state", "state"},       OriginalColumn{"country", "country"},
    OriginalColumn{"phone", "phone"},       OriginalColumn{"phone_ext", "phone_ext"},
    OriginalColumn{"fax", "fax"},           OriginalColumn{"fax_ext", "fax_ext"},
    OriginalColumn{"mobile", "mobile"},     OriginalColumn{"email", "email"},
    OriginalColumn{"contact", "contact"},   OriginalColumn{"contactgender", "contactgender"},
    OriginalColumn{"bankname", "bankname"}, OriginalColumn{"bankaccount", "bankaccount"},
    OriginalColumn{"bankzip", "bankzip"},   OriginalColumn{"bankaccountname", "bankaccountname"},
    OriginalColumn{"cretime", "cretime"},   OriginalColumn{"creby", "creby"},
    OriginalColumn{"groupid", "groupid"},
};

constexpr std::array contact_columns{
    OriginalColumn{"contact", "contact"},   OriginalColumn{"gender", "gender"},
    OriginalColumn{"position", "position"}, OriginalColumn{"phone", "phone"},
    OriginalColumn{"ext", "ext"},           OriginalColumn{"phone1", "phone1"},
    OriginalColumn{"ext1", "ext1"},         OriginalColumn{"phone2", "phone2"},
    OriginalColumn{"ext2", "ext2"},         OriginalColumn{"mobile", "mobile"},
    OriginalColumn{"fax", "fax"},           OriginalColumn{"fax_ext", "fax_ext"},
    OriginalColumn{"email", "email"},       OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"creby", "creby"},       OriginalColumn{"customerid", "customerid"},
    OriginalColumn{"groupid", "groupid"},
};

constexpr std::array note_columns{
    OriginalColumn{"note", "note"},           OriginalColumn{"priority", "priority"},
    OriginalColumn{"attitude", "attitude"},   OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"creby", "creby"},         OriginalColumn{"customerid", "customerid"},
    OriginalColumn{"contactid", "contactid"}, OriginalColumn{"groupid", "groupid"},
};

constexpr std::array trunk_columns{
    OriginalColumn{"trunkname", "trunkname"}, OriginalColumn{"trunkchannel", "trunkchannel"},
    OriginalColumn{"didnumber", "didnumber"}, OriginalColumn{"trunknote", "trunknote"},
    OriginalColumn{"creby", "creby"},         OriginalColumn{"cretime", "cretime"},
};

constexpr std::array speed_dial_columns{
    OriginalColumn{"description", "description"}, OriginalColumn{"number", "number"},
    OriginalColumn{"groupid", "groupid"},         OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
};

constexpr std::array survey_columns{
    OriginalColumn{"surveyname", "surveyname"}, OriginalColumn{"surveynote", "surveynote"},
    OriginalColumn{"enable", "enable"},         OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"cretime", "cretime"},       OriginalColumn{"creby", "creby"},
    OriginalColumn{"campaignid", "campaignid"},
};

constexpr std::array question_columns{
    OriginalColumn{"surveyoption", "surveyoption"},
    OriginalColumn{"optionnote", "optionnote"},
    OriginalColumn{"optiontype", "optiontype",
                   "IF(s.optiontype IN ('checkbox', 'radio', 'text'), s.optiontype, 'radio')"},
    OriginalColumn{"surveyid", "surveyid"},
    OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"creby", "creby"},
};

constexpr std::array choice_columns{
    OriginalColumn{"optionid", "optionid"},
    OriginalColumn{"itemtype", "itemtype", "IF(s.itemtype IN ('checkbox', 'radio', 'text'), s.itemtype, 'radio')"},
    OriginalColumn{"itemcontent", "itemcontent"},
    OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
};

constexpr std::array result_columns{
    OriginalColumn{"customerid", "customerid"},
    OriginalColumn{"contactid", "contactid"},
    OriginalColumn{"surveyid", "surveyid"},
    OriginalColumn{"surveytitle", "surveytitle"},
    OriginalColumn{"surveyoptionid", "surveyoptionid"},
    OriginalColumn{"itemid", "itemid"},
    OriginalColumn{"itemcontent", "itemcontent"},
    OriginalColumn{"surveyoption", "surveyoption"},
    OriginalColumn{"surveynote", "surveynote"},
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"campaignid", "campaignid"},
};

// None dials before somebody starts it here. Their waittime is how long a telephone rings.
constexpr std::array campaign_columns{
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"campaignname", "campaignname"},
    OriginalColumn{"campaignnote", "campaignnote"},
    OriginalColumn{"enable", "enable"},
    OriginalColumn{"status", "status", "'idle'"},
    OriginalColumn{"outcontext", "outcontext"},
    OriginalColumn{"incontext", "incontext"},
    OriginalColumn{"inexten", "inexten"},
    OriginalColumn{"callerid", "callerid"},
    OriginalColumn{"queuename", "queuename"},
    OriginalColumn{"bindqueue", "bindqueue"},
    OriginalColumn{"limit_type", "limit_type", "IF(s.limit_type = 'queue', 'queue', 'channel')"},
    OriginalColumn{"max_channel", "max_channel"},
    OriginalColumn{"queue_increasement", "queue_increasement"},
    OriginalColumn{"maxtrytime", "maxtrytime"},
    OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"enablerecycle", "enablerecyle", "s.enablerecyle = 'yes'"},
    OriginalColumn{"recycletime", "recyletime"},
    OriginalColumn{"ringtime", "waittime", "GREATEST(COALESCE(CAST(s.waittime AS SIGNED), 30), 1)"},
};

constexpr std::array dial_list_columns{
    OriginalColumn{"dialnumber", "dialnumber"},
    OriginalColumn{"dialtime", "dialtime"},
    OriginalColumn{"assign", "assign"},
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"trytime", "trytime"},
    OriginalColumn{"campaignid", "campaignid"},
    OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"memo", "memo"},
};

// An attempt with an empty response is one that goes on: these are over.
constexpr Sql response_of_attempt =
    "CASE WHEN YEAR(s.answertime) > 0 THEN 'ANSWERED' WHEN s.response = '' THEN 'NO ANSWER' ELSE "
    "UPPER(LEFT(s.response, 20)) END";
constexpr Sql response_of_result =
    "CASE WHEN YEAR(s.answertime) > 0 THEN 'ANSWERED' WHEN s.callresult IN ('', 'normal', 'unknown') THEN 'NO ANSWER' "
    "ELSE UPPER(LEFT(s.callresult, 20)) END";
constexpr Sql end_of_attempt =
    "TIMESTAMPADD(SECOND, NULLIF(UNIX_TIMESTAMP(s.dialedtime), 0) + GREATEST(s.duration, 0), '1970-01-01 00:00:00')";

constexpr std::array dialed_columns{
    OriginalColumn{"dialednumber", "dialednumber"},
    OriginalColumn{"dialtime", "dialtime"},
    OriginalColumn{"answertime", "answertime"},
    OriginalColumn{"duration", "duration"},
    OriginalColumn{"transfertime", "transfertime"},
    OriginalColumn{"response", "callresult", response_of_result},
    OriginalColumn{"response", "response", response_of_attempt},
    OriginalColumn{"response", "dialednumber", "'UNKNOWN'"},
    OriginalColumn{"uniqueid", "uniqueid"},
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"campaignid", "campaignid"},
    OriginalColumn{"assign", "assign"},
    OriginalColumn{"trytime", "trytime"},
    OriginalColumn{"dialedby", "dialedby"},
    OriginalColumn{"dialedtime", "dialedtime"},
    OriginalColumn{"endtime", "dialedtime", end_of_attempt},
    OriginalColumn{"disposition", "campaignresult"},
    OriginalColumn{"dispositionby", "resultby"},
    OriginalColumn{"amdstatus", "detect"},
    OriginalColumn{"memo", "memo"},
};

// A call is an agent's when its number, or its channel's telephone, is the extension of an account.
constexpr Sql caller_account =
    "COALESCE((SELECT MIN(a.id) FROM astercrm_account a WHERE a.extension = CONVERT(s.src USING utf8mb4) COLLATE "
    "utf8mb4_unicode_ci AND a.extension <> ''), 0)";
constexpr Sql called_account =
    "COALESCE((SELECT MIN(a.id) FROM astercrm_account a WHERE a.extension = CONVERT(SUBSTRING_INDEX(SUBSTRING_INDEX("
    "s.dstchannel, '/', -1), '-', 1) USING utf8mb4) COLLATE utf8mb4_unicode_ci AND a.extension <> ''), (SELECT "
    "MIN(a.id) FROM astercrm_account a WHERE a.extension = CONVERT(s.dst USING utf8mb4) COLLATE utf8mb4_unicode_ci AND "
    "a.extension <> ''), 0)";
constexpr Sql group_of_call =
    "COALESCE((SELECT MAX(a.groupid) FROM astercrm_account a WHERE a.extension <> '' AND a.extension IN (CONVERT(s.src "
    "USING utf8mb4) COLLATE utf8mb4_unicode_ci, CONVERT(s.dst USING utf8mb4) COLLATE utf8mb4_unicode_ci, CONVERT("
    "SUBSTRING_INDEX(SUBSTRING_INDEX(s.dstchannel, '/', -1), '-', 1) USING utf8mb4) COLLATE utf8mb4_unicode_ci)), 0)";
constexpr Sql end_of_call =
    "TIMESTAMPADD(SECOND, COALESCE(UNIX_TIMESTAMP(s.calldate), 0) + GREATEST(s.duration, 0), '1970-01-01 00:00:00')";
constexpr Sql answer_of_call =
    "IF(s.billsec > 0, TIMESTAMPADD(SECOND, UNIX_TIMESTAMP(s.calldate) + GREATEST(s.duration - s.billsec, 0), "
    "'1970-01-01 00:00:00'), NULL)";

constexpr std::array call_columns{
    OriginalColumn{"calldate", "calldate"},
    OriginalColumn{"endtime", "calldate", end_of_call},
    OriginalColumn{"answertime", "calldate", answer_of_call},
    OriginalColumn{"src", "src"},
    OriginalColumn{"srcaccountid", "src", caller_account},
    OriginalColumn{"dst", "dst"},
    OriginalColumn{"dstaccountid", "dst", called_account},
    OriginalColumn{"astercrm_groupid", "astercrm_groupid"},
    OriginalColumn{"astercrm_groupid", "dst", group_of_call},
    OriginalColumn{"channel", "channel"},
    OriginalColumn{"dstchannel", "dstchannel"},
    OriginalColumn{"didnumber", "didnumber"},
    OriginalColumn{"duration", "duration"},
    OriginalColumn{"billsec", "billsec"},
    OriginalColumn{"ringsec", "billsec", "GREATEST(s.duration - s.billsec, 0)"},
    OriginalColumn{"disposition", "disposition"},
    OriginalColumn{"accountcode", "accountcode"},
    OriginalColumn{"userfield", "userfield"},
    OriginalColumn{"srcuid", "srcuid"},
    OriginalColumn{"linkedid", "srcuid"},
    OriginalColumn{"dstuid", "dstuid"},
    OriginalColumn{"calltype", "calltype"},
    OriginalColumn{"credit", "credit"},
    OriginalColumn{"callshopcredit", "callshopcredit"},
    OriginalColumn{"resellercredit", "resellercredit"},
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"resellerid", "resellerid"},
    OriginalColumn{"userid", "userid"},
    OriginalColumn{"destination", "destination"},
    OriginalColumn{"memo", "memo"},
    OriginalColumn{"srcname", "srcname"},
    OriginalColumn{"queue", "queue"},
    OriginalColumn{"legno", "ischild", "IF(s.ischild = 'yes', 2, 1)"},
    OriginalColumn{"hangupcause", "hangupcause"},
};

// Whether the file is there, and how long it is, astercctools finds out.
constexpr std::array recording_columns{
    OriginalColumn{"callerid", "callerid"},
    OriginalColumn{"filename", "filename"},
    OriginalColumn{"fileformat", "fileformat", "IF(s.fileformat = 'error', '', s.fileformat)"},
    OriginalColumn{"status", "fileformat", "IF(s.fileformat = 'error', 'failed', 'recorded')"},
    OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"extension", "extension"},
    OriginalColumn{"uniqueid", "uniqueid"},
    OriginalColumn{"linkedid", "uniqueid"},
    OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
    OriginalColumn{"starttime", "cretime"},
    OriginalColumn{"accountid", "accountid"},
};

constexpr std::array do_not_call_columns{
    OriginalColumn{"number", "number"},         OriginalColumn{"groupid", "groupid"},
    OriginalColumn{"campaignid", "campaignid"}, OriginalColumn{"creby", "creby"},
    OriginalColumn{"cretime", "cretime"},
};

constexpr std::array queue_log_name_columns{OriginalColumn{"qname", "queue"}, OriginalColumn{"qname", "qname"}};
constexpr std::array queue_log_agent_columns{OriginalColumn{"agent", "agent"}};
constexpr std::array queue_log_columns{
    OriginalColumn{"uniqueid", "uniqueid"},
    OriginalColumn{"datetime", "datetime"},
    OriginalColumn{"qname", "qname"},
    OriginalColumn{"qagent", "qagent"},
    OriginalColumn{"qevent", "qevent"},
    OriginalColumn{"info1", "info1"},
    OriginalColumn{"info2", "info2"},
    OriginalColumn{"info3", "info3"},
    OriginalColumn{"src", "src"},
    OriginalColumn{"dst", "dst"},
    OriginalColumn{"position", "queue_stats_id", "s.queue_stats_id"},
};

// Accounts before calls, which look for them; a table before those that are appended to it.
constexpr std::array tables{
    OriginalTable{.theirs = "astercrm_accountgroup",
                  .ours = "astercrm_accountgroup",
                  .columns = group_columns,
                  .their_key = "groupid",
                  .doubled = "groupname",
                  .doubled_value = "CONCAT(LEFT(CONVERT(s.groupname USING utf8mb4), 45), ' (', s.groupid, ')')"},
    OriginalTable{.theirs = "astercrm_account",
                  .ours = "astercrm_account",
                  .columns = account_columns,
                  .doubled = "username",
                  .doubled_value = "CONCAT(LEFT(CONVERT(s.username USING utf8mb4), 18), '-', s.id)"},
    OriginalTable{.theirs = "customer", .ours = "customer", .columns = customer_columns},
    OriginalTable{.theirs = "contact", .ours = "contact", .columns = contact_columns},
    OriginalTable{.theirs = "note", .ours = "note", .columns = note_columns},
    OriginalTable{.theirs = "trunkinfo", .ours = "trunkinfo", .columns = trunk_columns},
    OriginalTable{.theirs = "speeddial", .ours = "speeddial", .columns = speed_dial_columns},
    OriginalTable{.theirs = "survey", .ours = "survey", .columns = survey_columns},
    OriginalTable{.theirs = "surveyoptions", .ours = "surveyoptions", .columns = question_columns},
    OriginalTable{.theirs = "surveyoptionitems", .ours = "surveyoptionitems", .columns = choice_columns},
    OriginalTable{.theirs = "surveyresult", .ours = "surveyresult", .columns = result_columns},
    OriginalTable{.theirs = "campaign", .ours = "campaign", .columns = campaign_columns},
    OriginalTable{.theirs = "diallist", .ours = "diallist", .columns = dial_list_columns},
    OriginalTable{.theirs = "dialedlist", .ours = "dialedlist", .columns = dialed_columns},
    OriginalTable{.theirs = "campaigndialedlist", .ours = "dialedlist", .columns = dialed_columns, .is_appended = true},
    OriginalTable{.theirs = "dnc_list",
                  .ours = "dnc",
                  .columns = do_not_call_columns,
                  .condition = "s.status <> 'disable'",
                  .others = "disabled, or there twice"},
    OriginalTable{.theirs = "mycdr",
                  .ours = "mycdr",
                  .columns = call_columns,
                  .doubled = "dstuid",
                  .doubled_value = "CONCAT(s.dstuid, '#', s.id)"},
    OriginalTable{.theirs = "historycdr",
                  .ours = "mycdr",
                  .columns = call_columns,
                  .doubled = "dstuid",
                  .doubled_value = "CONCAT(s.dstuid, '#h', s.id)",
                  .is_appended = true},
    OriginalTable{.theirs = "monitorrecord",
                  .ours = "monitorrecord",
                  .columns = recording_columns,
                  .doubled = "filename",
                  .doubled_value = "CONCAT(LEFT(CONVERT(s.filename USING utf8mb4), 230), '#', s.id)"},
    OriginalTable{.theirs = "qname",
                  .ours = "qname",
                  .columns = queue_log_name_columns,
                  .their_key = "qname_id",
                  .our_key = "qname_id",
                  .doubled = "qname",
                  .doubled_value = "CONCAT('#', s.qname_id)"},
    OriginalTable{.theirs = "qagent",
                  .ours = "qagent",
                  .columns = queue_log_agent_columns,
                  .their_key = "agent_id",
                  .our_key = "agent_id",
                  .doubled = "agent",
                  .doubled_value = "CONCAT(LEFT(CONVERT(s.agent USING utf8mb4), 130), '#', s.agent_id)"},
    OriginalTable{.theirs = "queue_stats",
                  .ours = "queue_stats",
                  .columns = queue_log_columns,
                  .their_key = "queue_stats_id",
                  .our_key = "queue_stats_id"},
};

struct Left {
    std::string_view table;
    std::string_view reason;
};

constexpr std::string_view live = "of the moment: the daemons fill theirs anew";
constexpr std::string_view billing = "asterBilling's: not part of this asterCC";
constexpr std::string_view elsewhere = "done otherwise here: set it up on its page";
constexpr std::string_view unknown_here = "has no counterpart in this asterCC";

constexpr std::array left_tables{
    Left{"curcdr", live},
    Left{"events", live},
    Left{"peerstatus", live},
    Left{"sip_show_peers", live},
    Left{"queue_name", live},
    Left{"queue_agent", live},
    Left{"queue_caller", live},
    Left{"queuestatus", live},
    Left{"hold_channel", live},
    Left{"parkedcalls", live},
    Left{"curmeetmes", live},
    Left{"localchannels", live},
    Left{"ap_curchannels", live},
    Left{"ap_curspools", live},
    Left{"registry", live},
    Left{"qevent", "the same words in every database"},
    Left{"account", billing},
    Left{"accountgroup", billing},
    Left{"callback", billing},
    Left{"callshoprate", billing},
    Left{"clid", billing},
    Left{"myrate", billing},
    Left{"resellergroup", billing},
    Left{"resellerrate", billing},
    Left{"credithistory", billing},
    Left{"campaignresult", elsewhere},
    Left{"worktimes", elsewhere},
    Left{"worktimepackages", elsewhere},
    Left{"worktimepackage_worktimes", elsewhere},
    Left{"user_types", elsewhere},
    Left{"user_privileges", elsewhere},
    Left{"servers", "further Asterisk servers stand in astercc.conf"},
    Left{"remind", unknown_here},
    Left{"asteriskcalls", unknown_here},
    Left{"remindercalls", unknown_here},
    Left{"knowledge", unknown_here},
    Left{"tickets", unknown_here},
    Left{"ticket_details", unknown_here},
    Left{"ticket_op_logs", unknown_here},
    Left{"codes", unknown_here},
    Left{"customer_leads", unknown_here},
    Left{"note_leads", unknown_here},
    Left{"sms_templates", unknown_here},
    Left{"sms_sents", unknown_here},
    Left{"agent_online_time", unknown_here},
    Left{"agentlogin_history", unknown_here},
    Left{"agent_queue_log", unknown_here},
    Left{"account_log", unknown_here},
    Left{"uploadfile", unknown_here},
};

}  // namespace

std::span<const OriginalTable> original_tables()
{
    return tables;
}

std::string_view reason_to_leave(std::string_view table)
{
    const auto* const found =
        std::find_if(left_tables.begin(), left_tables.end(), [&](const Left& left) { return left.table == table; });
    return found == left_tables.end() ? std::string_view{} : found->reason;
}

}  // namespace db
