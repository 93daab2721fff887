// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of calls, recordings, and who listened.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

constexpr std::array<std::string_view, 4> dispositions{"ANSWERED", "NO ANSWER", "BUSY", "FAILED"};

constexpr std::array<std::string_view, 2> hangup_sides{"caller", "callee"};

constexpr Sql with_caller = "t.srcaccountid IN (SELECT id FROM astercrm_account WHERE username";

constexpr Sql with_callee = "t.dstaccountid IN (SELECT id FROM astercrm_account WHERE username";

constexpr std::array call_fields{
    sortable(time("calldate", "t.calldate")),
    unsearchable(number("recording",
                        "(SELECT MAX(m.id) FROM monitorrecord m WHERE m.uniqueid = t.srcuid AND m.dstuid = t.dstuid"
                        " AND m.server = t.server AND m.status IN ('recorded', 'ready'))")),
    indexed(text("src", "t.src")),
    indexed(text("dst", "t.dst")),
    text("didnumber", "t.didnumber"),
    indexed(reference("srcagent", "sa.username", "", with_caller, Reference::none)),
    indexed(reference("dstagent", "da.username", "", with_callee, Reference::none)),
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
    indexed(text("linkedid", "t.linkedid")),
    indexed(reference("group", "g.groupname", "",
                      "t.astercrm_groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname", Reference::none)),
};

constexpr std::array<std::string_view, 7> recording_states{"requested", "recording", "stopping", "recorded",
                                                           "ready",     "failed",    "missing"};

constexpr std::array<std::string_view, 2> recording_reasons{"forced", "demand"};

constexpr std::array recording_fields{
    sortable(time("starttime", "t.starttime")),
    indexed(number("recording", "t.id")),
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
    indexed(text("linkedid", "t.linkedid")),
};

constexpr std::array<std::string_view, 2> listening_actions{"play", "download"};

constexpr std::array listening_fields{
    sortable(time("cretime", "t.cretime")),
    text("username", "t.username"),
    choice("action", listening_actions, "t.action"),
    text("address", "t.address"),
    indexed(number("recording", "t.recordingid")),
    time("starttime", "m.starttime"),
    text("callerid", "m.callerid"),
    text("extension", "m.extension"),
    group_shown,
};

}  // namespace

constinit const CrmTable call_records{.table = "mycdr",
                                      .from =
                                          "mycdr t LEFT JOIN astercrm_account sa ON sa.id = t.srcaccountid"
                                          " LEFT JOIN astercrm_account da ON da.id = t.dstaccountid"
                                          " LEFT JOIN astercrm_accountgroup g ON g.id = t.astercrm_groupid",
                                      .scope = " AND t.astercrm_groupid = ?",
                                      .fields = call_fields,
                                      .group_order = "calldate"};

constinit const CrmTable recordings{
    .table = "monitorrecord",
    .from =
        "monitorrecord t LEFT JOIN mycdr c ON c.server = t.server AND c.srcuid = t.uniqueid AND c.dstuid = t.dstuid"
        " LEFT JOIN astercrm_account a ON a.id = t.accountid"
        " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
    .scope = by_group,
    .fields = recording_fields};

constinit const CrmTable listening{.table = "recording_log",
                                   .from =
                                       "recording_log t LEFT JOIN monitorrecord m ON m.id = t.recordingid"
                                       " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                   .scope = by_group,
                                   .fields = listening_fields};

}  // namespace db::tables
