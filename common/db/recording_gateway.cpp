// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/recording_gateway.h"

#include "common/db/clipped.h"

namespace db {

namespace {

constexpr std::size_t error_width = 255;
constexpr std::size_t extension_width = 30;
constexpr std::size_t monitorid_width = 80;

constexpr Sql select_groups = "SELECT id FROM astercrm_accountgroup WHERE monitorforce <> 0";

constexpr Sql select_begun =
    "SELECT id, uniqueid, dstuid, linkedid, channel, filename, fileformat, monitorid, status, reason = 'forced', "
    "accountid FROM monitorrecord WHERE status IN ('requested', 'recording', 'stopping') AND filename IS NOT NULL "
    "AND server = ? ORDER BY id";

constexpr Sql select_asked_for =
    "SELECT id, uniqueid, dstuid, linkedid, channel, filename, fileformat, monitorid, status, reason = 'forced', "
    "accountid FROM monitorrecord WHERE (status = 'stopping' OR (status = 'requested' AND filename IS NULL)) "
    "AND server = ? ORDER BY id";

constexpr Sql select_forced =
    "SELECT id FROM monitorrecord WHERE uniqueid = ? AND dstuid = ? AND server = ? AND reason = 'forced' LIMIT 1";

constexpr Sql insert_forced =
    "INSERT INTO monitorrecord (server, uniqueid, dstuid, linkedid, callerid, extension, accountid, groupid, cretime, "
    "reason, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'forced', 'requested')";

// The time is that of the attempt: all there is when astercc dies before it hears the answer.
constexpr Sql update_taken_up =
    "UPDATE monitorrecord SET filename = ?, fileformat = ?, channel = ?, starttime = ? "
    "WHERE id = ? AND status = 'requested'";

constexpr Sql update_began =
    "UPDATE monitorrecord SET monitorid = ?, starttime = ?, status = IF(status = 'requested', 'recording', status) "
    "WHERE id = ? AND status IN ('requested', 'recording', 'stopping')";

constexpr Sql update_ended =
    "UPDATE monitorrecord SET status = 'recorded', endtime = ? "
    "WHERE id = ? AND status IN ('requested', 'recording', 'stopping')";

constexpr Sql update_ended_unseen =
    "UPDATE monitorrecord SET status = 'recorded', endtime = COALESCE((SELECT m.endtime FROM mycdr m WHERE m.server = "
    "monitorrecord.server AND m.srcuid = monitorrecord.uniqueid AND m.dstuid = monitorrecord.dstuid), ?) "
    "WHERE id = ? AND status IN ('requested', 'recording', 'stopping')";

constexpr Sql update_failed =
    "UPDATE monitorrecord SET status = 'failed', error = ?, endtime = ? "
    "WHERE id = ? AND status IN ('requested', 'recording', 'stopping')";

constexpr Sql update_goes_on =
    "UPDATE monitorrecord SET status = 'recording', error = ? WHERE id = ? AND status = 'stopping'";

}  // namespace

std::unordered_set<std::uint32_t> RecordingGateway::forcing_groups()
{
    std::unordered_set<std::uint32_t> groups;
    for (auto rows = db_.query(select_groups); rows.next();)
        groups.insert(rows.id(1));
    return groups;
}

std::vector<RecordingRow> RecordingGateway::begun()
{
    return read(db_.query(select_begun, server_));
}

std::vector<RecordingRow> RecordingGateway::asked_for()
{
    return read(db_.query(select_asked_for, server_));
}

std::vector<RecordingRow> RecordingGateway::read(Rows rows)
{
    std::vector<RecordingRow> found;
    while (rows.next()) {
        RecordingRow row;
        row.id = rows.id(1);
        row.leg = {rows.text(2), rows.text(3)};
        row.linkedid = rows.text(4);
        row.channel = rows.text(5);
        row.path = rows.text(6);
        row.format = rows.text(7);
        row.monitorid = rows.text(8);
        row.status = calls::parse_recording_status(rows.text(9)).value_or(calls::RecordingStatus::requested);
        row.is_forced = rows.flag(10);
        row.account = rows.id(11);
        found.push_back(std::move(row));
    }
    return found;
}

bool RecordingGateway::was_forced(const calls::LegKey& leg)
{
    return db_.query(select_forced, leg.srcuid, leg.dstuid, server_).next();
}

unsigned RecordingGateway::add_forced(const calls::LegKey& leg, const calls::RecordingPlan::Talk& talk, TimePoint now)
{
    db_.execute(insert_forced, server_, Clipped{leg.srcuid, uniqueid_width}, Clipped{leg.dstuid, uniqueid_width},
                Clipped{talk.linkedid, uniqueid_width}, Clipped{talk.callerid, number_width},
                Clipped{talk.extension, extension_width}, talk.owner.accountid, talk.owner.groupid, now);
    return static_cast<unsigned>(db_.last_insert_id());
}

bool RecordingGateway::take_up(const RecordingRow& row, TimePoint now)
{
    return db_.execute(update_taken_up, row.path, row.format, Clipped{row.channel, channel_width}, now, row.id) > 0;
}

void RecordingGateway::began(unsigned id, const std::string& monitorid, TimePoint when)
{
    db_.execute(update_began, Clipped{monitorid, monitorid_width}, when, id);
}

void RecordingGateway::ended(unsigned id, TimePoint when)
{
    db_.execute(update_ended, when, id);
}

void RecordingGateway::ended_unseen(unsigned id, TimePoint now)
{
    db_.execute(update_ended_unseen, now, id);
}

void RecordingGateway::failed(unsigned id, const std::string& why, TimePoint when)
{
    db_.execute(update_failed, Clipped{why, error_width}, when, id);
}

void RecordingGateway::could_not_stop(unsigned id, const std::string& why)
{
    db_.execute(update_goes_on, Clipped{why, error_width}, id);
}

}  // namespace db
