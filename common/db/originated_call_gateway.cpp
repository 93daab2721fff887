// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/originated_call_gateway.h"

namespace db {

namespace {

constexpr Sql insert_call =
    "INSERT INTO originated_call (server, channelid, accountid, cretime) VALUES (?, ?, ?, UTC_TIMESTAMP(3))";

constexpr Sql delete_call = "DELETE FROM originated_call WHERE channelid = ?";

// A telephone rings 30 s at most: who shows no call after 40 s has none any more.
constexpr Sql delete_ended =
    "DELETE o FROM originated_call o WHERE (o.cretime < UTC_TIMESTAMP(3) - INTERVAL 40 SECOND"
    " OR EXISTS (SELECT 1 FROM mycdr d WHERE d.linkedid = o.channelid AND d.server = o.server))"
    " AND NOT EXISTS (SELECT 1 FROM curcdr c WHERE c.server = o.server"
    " AND (o.channelid IN (c.linkedid, c.srcuid, c.dstuid) OR (o.accountid IN (c.srcaccountid, c.dstaccountid)"
    " AND c.starttime BETWEEN o.cretime - INTERVAL 2 SECOND AND o.cretime + INTERVAL 40 SECOND)))";

constexpr Sql count_calls = "SELECT COUNT(*) FROM originated_call";

}  // namespace

bool OriginatedCallGateway::claim(const OriginatedCall& call, unsigned most)
{
    auto& db = db_.get();
    db.execute(delete_ended);
    add(call);
    auto rows = db.query(count_calls);
    if (rows.next() && rows.integer(1) <= most) return true;
    give_up(call.channelid);
    return false;
}

unsigned OriginatedCallGateway::taken()
{
    auto& db = db_.get();
    db.execute(delete_ended);
    auto rows = db.query(count_calls);
    return rows.next() ? rows.id(1) : 0;
}

void OriginatedCallGateway::add(const OriginatedCall& call)
{
    db_.get().execute(insert_call, call.server, call.channelid, call.accountid);
}

void OriginatedCallGateway::give_up(const std::string& channelid)
{
    db_.get().execute(delete_call, channelid);
}

}  // namespace db
