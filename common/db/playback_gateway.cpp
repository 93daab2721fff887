// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/playback_gateway.h"

namespace db {

namespace {

constexpr Sql select_recording =
    "SELECT m.id, m.server, m.filename, m.fileformat, m.groupid, COALESCE(m.starttime, m.cretime), m.callerid, "
    "m.extension FROM monitorrecord m WHERE m.id = ?";

constexpr Sql select_of_calls =
    "SELECT m.id, m.linkedid, m.duration FROM monitorrecord m "
    "WHERE m.status IN ('recorded', 'ready') AND m.linkedid <> '' AND m.linkedid IN (?";

constexpr Sql may_hear =
    " AND (? OR m.accountid = ? OR m.groupid = ? OR EXISTS (SELECT 1 FROM mycdr c WHERE c.server = m.server "
    "AND c.srcuid = m.uniqueid AND c.dstuid = m.dstuid "
    "AND (c.srcaccountid = ? OR c.dstaccountid = ? OR c.astercrm_groupid = ?)))";

constexpr Sql select_playing =
    "SELECT 1 FROM recording_log WHERE recordingid = ? AND accountid = ? AND action = 'play' AND cretime >= ? LIMIT 1";

constexpr Sql insert_listening =
    "INSERT INTO recording_log (cretime, recordingid, groupid, accountid, username, address, action) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";

void add_may_hear(Statement& statement, const Account& listener)
{
    const bool everything = listener.type == crm::UserType::admin;
    // NULL is equal to nothing: an agent has no group's recordings.
    const auto group =
        listener.type == crm::UserType::groupadmin ? std::optional<unsigned>{listener.groupid} : std::nullopt;
    statement.add(may_hear, everything, listener.id, group, listener.id, listener.id, group);
}

void insert(Connection& connection, const Listening& listening, TimePoint now, const char* action)
{
    connection.execute(insert_listening, now, listening.recording, listening.group, listening.account,
                       listening.username, listening.address, action);
}

}  // namespace

std::optional<PlayableRecording> PlaybackGateway::find(const Account& listener, unsigned recording)
{
    Statement statement{select_recording, recording};
    add_may_hear(statement, listener);
    auto row = db_.get().query(statement);
    if (!row.next()) return std::nullopt;
    return PlayableRecording{.id = row.id(1),
                             .server = row.text(2),
                             .filename = row.text(3),
                             .fileformat = row.text(4),
                             .groupid = row.id(5),
                             .when = row.time(6).value_or(TimePoint{}),
                             .callerid = row.text(7),
                             .extension = row.text(8)};
}

std::vector<RecordingOfCall> PlaybackGateway::of_calls(const Account& listener,
                                                       const std::vector<std::string>& linkedids)
{
    std::vector<RecordingOfCall> found;
    if (linkedids.empty()) return found;
    Statement statement{select_of_calls, linkedids.front()};
    for (std::size_t i = 1; i < linkedids.size(); ++i)
        statement.add(", ?", linkedids[i]);
    statement.add(")");
    add_may_hear(statement, listener);
    statement.add(" ORDER BY m.id");
    auto rows = db_.get().query(statement);
    while (rows.next())
        found.push_back({rows.id(1), rows.text(2), std::chrono::seconds{rows.integer(3)}});
    return found;
}

void PlaybackGateway::note_playing(const Listening& listening, TimePoint now, std::chrono::seconds one_listening)
{
    auto& connection = db_.get();
    if (connection.query(select_playing, listening.recording, listening.account, now - one_listening).next()) return;
    insert(connection, listening, now, "play");
}

void PlaybackGateway::note_download(const Listening& listening, TimePoint now)
{
    insert(db_.get(), listening, now, "download");
}

}  // namespace db
