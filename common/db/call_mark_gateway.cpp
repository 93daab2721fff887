// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/call_mark_gateway.h"

namespace db {

namespace {

constexpr Sql select_mine =
    "SELECT muted, masked, parked, joined, consulting, server, channel FROM call_mark m WHERE accountid = ? AND EXISTS"
    " (SELECT 1 FROM curcdr c WHERE c.server = m.server AND (c.srcuid = m.uniqueid OR c.dstuid = m.uniqueid)"
    " AND (c.srcaccountid = m.accountid OR c.dstaccountid = m.accountid))";

constexpr Sql select_one =
    "SELECT muted, masked, parked, joined, consulting FROM call_mark WHERE server = ? AND uniqueid = ?";

constexpr Sql lock_one =
    "SELECT muted, masked, parked, joined, consulting FROM call_mark WHERE server = ? AND uniqueid = ? FOR UPDATE";

constexpr Sql put =
    "INSERT INTO call_mark (server, uniqueid, channel, accountid, muted, masked, parked, joined, consulting)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE muted = VALUES(muted), masked = VALUES(masked),"
    " parked = VALUES(parked), joined = VALUES(joined), consulting = VALUES(consulting)";

constexpr Sql tell =
    "INSERT INTO feed (origin, seq, cretime, topic, accountid, groupid, payload)"
    " VALUES ('control', UUID_SHORT(), ?, 'control', ?, ?, ?)";

constexpr Sql end_hold = "UPDATE call_mark SET parked = 0, consulting = '' WHERE server = ? AND uniqueid = ?";

constexpr Sql delete_ended =
    "DELETE FROM call_mark WHERE server = ? AND uniqueid NOT IN (SELECT srcuid FROM curcdr WHERE server = ?)"
    " AND uniqueid NOT IN (SELECT dstuid FROM curcdr WHERE server = ?)";

calls::CallMark read_mark(const Rows& row)
{
    return {.muted = row.flag(1),
            .masked = row.flag(2),
            .parked = row.flag(3),
            .joined = row.flag(4),
            .consulting = row.text(5)};
}

calls::CallMark first_mark(Rows rows)
{
    return rows.next() ? read_mark(rows) : calls::CallMark{};
}

}  // namespace

std::vector<std::string> CallMarkGateway::payloads(unsigned account, TimePoint now)
{
    std::vector<std::string> payloads;
    for (auto rows = db_.query(select_mine, account); rows.next();)
        payloads.push_back(calls::to_json(read_mark(rows), rows.text(6), rows.text(7), now));
    return payloads;
}

calls::CallMark CallMarkGateway::find(const std::string& server, const std::string& uniqueid)
{
    return first_mark(db_.query(select_one, server, uniqueid));
}

void CallMarkGateway::change(const MarkedChannel& of, const std::function<void(calls::CallMark&)>& change,
                             TimePoint now)
{
    Transaction transaction{db_};
    auto mark = first_mark(db_.query(lock_one, of.server, of.uniqueid));
    change(mark);
    db_.execute(put, of.server, of.uniqueid, of.channel, of.account, mark.muted, mark.masked, mark.parked, mark.joined,
                mark.consulting);
    db_.execute(tell, now, of.account, of.group, calls::to_json(mark, of.server, of.channel, now));
    transaction.commit();
}

void CallMarkGateway::resumed(const std::string& server, const std::string& uniqueid)
{
    db_.execute(end_hold, server, uniqueid);
}

void CallMarkGateway::purge(const std::string& server)
{
    db_.execute(delete_ended, server, server, server);
}

}  // namespace db
