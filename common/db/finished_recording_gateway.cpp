// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/finished_recording_gateway.h"

#include "common/db/clipped.h"

namespace db {

namespace {

constexpr Sql select_recorded =
    "SELECT id, filename, fileformat, COALESCE(endtime, starttime, cretime) FROM monitorrecord "
    "WHERE status = 'recorded' AND server = ? AND id > ? ORDER BY id LIMIT ?";

// Only from 'recorded': whoever else changed the row meanwhile knows better.
constexpr Sql update_ready =
    "UPDATE monitorrecord SET status = 'ready', duration = ?, filesize = ?, fileformat = ?, error = '' "
    "WHERE id = ? AND status = 'recorded'";
constexpr Sql update_missing =
    "UPDATE monitorrecord SET status = 'missing', error = ? WHERE id = ? AND status = 'recorded'";
constexpr Sql update_failed =
    "UPDATE monitorrecord SET status = 'failed', error = ? WHERE id = ? AND status = 'recorded'";

// Of the last ones: a call ends long before a day has passed.
constexpr Sql select_unlinked =
    "SELECT m.id, m.uniqueid, m.dstuid, m.linkedid FROM (SELECT id, uniqueid, dstuid, linkedid, server, "
    "COALESCE(endtime, starttime, cretime) AS ended FROM monitorrecord WHERE status = 'ready' ORDER BY id DESC "
    "LIMIT 500) m WHERE m.server = ? AND m.linkedid <> '' AND m.ended > UTC_TIMESTAMP(3) - INTERVAL 1 DAY AND NOT "
    "EXISTS (SELECT 1 FROM mycdr c WHERE c.linkedid = m.linkedid AND c.server = m.server AND c.monitored = m.id)";

constexpr Sql link_leg =
    "UPDATE mycdr SET monitored = ? WHERE server = ? AND srcuid = ? AND dstuid = ? AND monitored = 0";
constexpr Sql link_call =
    "UPDATE mycdr SET monitored = ? WHERE server = ? AND linkedid = ? AND monitored = 0 ORDER BY "
    "srcuid = ? DESC, disposition = 'ANSWERED' DESC, calldate, id LIMIT 1";

// The leg that was meant may be talking still.
constexpr Sql select_live = "SELECT 1 FROM curcdr WHERE server = ? AND linkedid = ? LIMIT 1";

constexpr std::size_t error_width = 255;

}  // namespace

std::vector<FinishedRecording> FinishedRecordingGateway::recorded(unsigned after, unsigned limit)
{
    std::vector<FinishedRecording> recordings;
    for (auto rows = connection_.query(select_recorded, server_, after, limit); rows.next();)
        recordings.push_back({rows.id(1), rows.text(2), rows.text(3), rows.time(4).value_or(TimePoint{})});
    return recordings;
}

void FinishedRecordingGateway::set_ready(unsigned id, int seconds, std::uint64_t bytes, const std::string& format)
{
    connection_.execute(update_ready, seconds, bytes, format, id);
}

void FinishedRecordingGateway::set_missing(unsigned id, const std::string& why)
{
    connection_.execute(update_missing, Clipped{why, error_width}, id);
}

void FinishedRecordingGateway::set_failed(unsigned id, const std::string& why)
{
    connection_.execute(update_failed, Clipped{why, error_width}, id);
}

std::uint64_t FinishedRecordingGateway::link_to_calls()
{
    std::uint64_t linked = 0;
    for (const auto& recording : unlinked())
        linked += link(recording) ? 1 : 0;
    return linked;
}

std::vector<FinishedRecordingGateway::Unlinked> FinishedRecordingGateway::unlinked()
{
    std::vector<Unlinked> recordings;
    for (auto rows = connection_.query(select_unlinked, server_); rows.next();)
        recordings.push_back({rows.id(1), rows.text(2), rows.text(3), rows.text(4)});
    return recordings;
}

bool FinishedRecordingGateway::link(const Unlinked& r)
{
    if (!r.dstuid.empty() && connection_.execute(link_leg, r.id, server_, r.srcuid, r.dstuid) > 0) return true;
    if (connection_.query(select_live, server_, r.linkedid).next()) return false;
    return connection_.execute(link_call, r.id, server_, r.linkedid, r.srcuid) > 0;
}

}  // namespace db
