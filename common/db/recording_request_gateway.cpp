// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/recording_request_gateway.h"

namespace db {

namespace {

// Nothing of it comes from the page but which leg: that must be the account's own, and talking.
constexpr Sql insert_request =
    "INSERT INTO monitorrecord (server, uniqueid, dstuid, linkedid, callerid, extension, accountid, groupid, creby, "
    "cretime, reason, status) "
    "SELECT server, srcuid, dstuid, linkedid, IF(dstaccountid = ?, src, dst), ?, ?, ?, ?, ?, 'demand', 'requested' "
    "FROM curcdr WHERE server = ? AND srcuid = ? AND dstuid = ? AND (srcaccountid = ? OR dstaccountid = ?) "
    "AND disposition = 'LINK'";

constexpr Sql select_active =
    "SELECT id FROM monitorrecord WHERE uniqueid = ? AND dstuid = ? AND server = ? "
    "AND status IN ('requested', 'recording', 'stopping') LIMIT 1";

constexpr Sql update_stop =
    "UPDATE monitorrecord SET status = 'stopping' "
    "WHERE id = ? AND accountid = ? AND reason = 'demand' AND status IN ('requested', 'recording')";

constexpr Sql select_of_live_calls =
    "SELECT m.id, m.server, m.uniqueid, m.dstuid, m.linkedid, m.status, m.reason = 'forced', m.accountid, m.error, "
    "COALESCE(m.starttime, m.cretime) "
    "FROM curcdr c JOIN monitorrecord m ON m.server = c.server AND m.uniqueid = c.srcuid AND m.dstuid = c.dstuid "
    "WHERE (c.srcaccountid = ? OR c.dstaccountid = ?) AND m.status IN ('requested', 'recording', 'stopping') "
    "ORDER BY m.id";

LiveRecording read_recording(const Rows& row)
{
    LiveRecording recording;
    auto& news = recording.news;
    news.id = row.id(1);
    recording.server = row.text(2);
    news.leg = {row.text(3), row.text(4)};
    news.linkedid = row.text(5);
    news.status = calls::parse_recording_status(row.text(6)).value_or(calls::RecordingStatus::requested);
    news.is_forced = row.flag(7);
    news.accountid = row.id(8);
    news.error = row.text(9);
    news.at = row.time(10).value_or(TimePoint{});
    return recording;
}

}  // namespace

runtime::Result<unsigned> RecordingRequestGateway::request(const Account& account, const std::string& server,
                                                           const calls::LegKey& leg, TimePoint now)
{
    using runtime::Errc;
    auto& connection = db_.get();
    if (connection.query(select_active, leg.srcuid, leg.dstuid, server).next())
        return runtime::Error{Errc::duplicate, "this call is being recorded already"};
    const auto added =
        connection.execute(insert_request, account.id, account.extension, account.id, account.groupid, account.username,
                           now, server, leg.srcuid, leg.dstuid, account.id, account.id);
    if (added == 0) return runtime::Error{Errc::not_found, "no such call"};
    return static_cast<unsigned>(connection.last_insert_id());
}

bool RecordingRequestGateway::request_stop(unsigned account, unsigned recording)
{
    return db_.get().execute(update_stop, recording, account) > 0;
}

std::vector<LiveRecording> RecordingRequestGateway::of_live_calls(unsigned account)
{
    std::vector<LiveRecording> recordings;
    auto rows = db_.get().query(select_of_live_calls, account, account);
    while (rows.next())
        recordings.push_back(read_recording(rows));
    return recordings;
}

}  // namespace db
