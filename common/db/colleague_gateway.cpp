// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/colleague_gateway.h"

#include "common/db/live_call_rows.h"

namespace db {

namespace {

constexpr Sql select_watched =
    "SELECT a.id, TRIM(CONCAT(a.firstname, ' ', a.lastname)), a.extension, a.groupid,"
    " COALESCE((SELECT p.status FROM peerstatus p WHERE p.server = a.server"
    "   AND p.peer IN (a.channel, CONCAT('PJSIP/', a.extension), CONCAT('SIP/', a.extension))"
    "   ORDER BY p.peer = a.channel DESC LIMIT 1), '')"
    " FROM astercrm_account me JOIN astercrm_account a"
    "   ON FIND_IN_SET(a.username, REPLACE(me.extensions, ' ', '')) > 0 AND a.id <> me.id"
    " WHERE me.id = ? AND a.enabled = 1 AND a.extension <> '' ORDER BY a.extension LIMIT 200";

constexpr Sql select_calls_watched =
    "SELECT a.id, c.server, c.srcuid, c.dstuid, c.linkedid, c.src, c.srcname, c.dst, c.srcchan, c.dstchan,"
    " c.didnumber, c.queue, c.disposition, c.held, c.dstaccountid = a.id, c.starttime, c.ringtime, c.answertime"
    " FROM astercrm_account me JOIN astercrm_account a"
    "   ON FIND_IN_SET(a.username, REPLACE(me.extensions, ' ', '')) > 0 AND a.id <> me.id"
    " JOIN curcdr c ON c.dstaccountid = a.id OR c.srcaccountid = a.id"
    " WHERE me.id = ? AND a.enabled = 1 ORDER BY c.starttime, c.id LIMIT 400";

}  // namespace

std::vector<WatchedColleague> ColleagueGateway::watched_by(unsigned account)
{
    std::vector<WatchedColleague> colleagues;
    for (auto rows = db_.get().query(select_watched, account); rows.next();)
        colleagues.push_back({rows.id(1), rows.text(2), rows.text(3), rows.id(4), rows.text(5)});
    return colleagues;
}

std::vector<ColleagueCall> ColleagueGateway::calls_watched_by(unsigned account)
{
    std::vector<ColleagueCall> calls;
    for (auto rows = db_.get().query(select_calls_watched, account); rows.next();)
        calls.push_back({rows.id(1), read_live_call(rows, 2)});
    return calls;
}

}  // namespace db
