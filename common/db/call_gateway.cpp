// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/call_gateway.h"

#include "common/db/clipped.h"

#include <algorithm>

namespace db {

namespace {

constexpr Sql select_live =
    "SELECT srcuid, dstuid, linkedid, src, srcname, dst, srcchan, dstchan, didnumber, queue, starttime, ringtime, "
    "answertime, disposition, held, legno, waittime, answerguessed FROM curcdr WHERE server = ?";

constexpr Sql live_head =
    "INSERT INTO curcdr (server, srcuid, dstuid, linkedid, src, srcname, dst, srcchan, dstchan, didnumber, queue, "
    "starttime, ringtime, answertime, disposition, held, legno, waittime, answerguessed, srcaccountid, "
    "dstaccountid, "
    "astercrm_groupid) VALUES ";
constexpr Sql live_row = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr Sql live_tail =
    " ON DUPLICATE KEY UPDATE linkedid = VALUES(linkedid), src = VALUES(src), srcname = VALUES(srcname), "
    "dst = VALUES(dst), srcchan = VALUES(srcchan), dstchan = VALUES(dstchan), didnumber = VALUES(didnumber), "
    "queue = VALUES(queue), starttime = VALUES(starttime), ringtime = VALUES(ringtime), "
    "answertime = VALUES(answertime), disposition = VALUES(disposition), held = VALUES(held), legno = VALUES(legno), "
    "waittime = VALUES(waittime), answerguessed = VALUES(answerguessed), "
    "srcaccountid = VALUES(srcaccountid), dstaccountid = VALUES(dstaccountid), "
    "astercrm_groupid = VALUES(astercrm_groupid)";
constexpr std::size_t live_columns = 22;

constexpr Sql delete_live_head = "DELETE FROM curcdr WHERE ";
// A row constructor with IN would read the whole table: MariaDB finds these by the key.
constexpr Sql delete_live_row = "(server = ? AND srcuid = ? AND dstuid = ?)";
constexpr std::size_t delete_live_columns = 3;

constexpr Sql finished_head =
    "INSERT INTO mycdr (server, srcuid, dstuid, linkedid, src, srcname, dst, channel, dstchannel, didnumber, queue, "
    "calldate, ringtime, answertime, endtime, duration, billsec, disposition, hangupcause, origin, legno, "
    "waitsec, ringsec, holdsec, hangupby, srcaccountid, dstaccountid, astercrm_groupid) VALUES ";
constexpr Sql finished_row = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
// Exactly once: the row that came first stays.
constexpr Sql finished_tail = " ON DUPLICATE KEY UPDATE id = id";
constexpr std::size_t finished_columns = 28;

constexpr Sql feed_head = "INSERT IGNORE INTO feed (origin, seq, cretime, topic, accountid, groupid, payload) VALUES ";
// cretime is when the row becomes visible, not when Asterisk spoke: purge and watermark go by it.
constexpr Sql feed_row = "(?,?,UTC_TIMESTAMP(3),?,?,?,?)";
constexpr Sql feed_tail = "";
constexpr std::size_t feed_columns = 6;

constexpr Sql select_position =
    "SELECT journal, segment, position, needed_segment, needed_offset, "
    "TIMESTAMPDIFF(MICROSECOND, updated, UTC_TIMESTAMP(3)) FROM mirror_position WHERE server = ?";
constexpr Sql upsert_position =
    "INSERT INTO mirror_position (server, journal, segment, position, needed_segment, needed_offset, updated) "
    "VALUES (?,?,?,?,?,?,UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND) ON DUPLICATE KEY UPDATE journal = VALUES(journal), "
    "segment = VALUES(segment), position = VALUES(position), needed_segment = VALUES(needed_segment), "
    "needed_offset = VALUES(needed_offset), updated = VALUES(updated)";

constexpr Sql select_progress = "SELECT UTC_TIMESTAMP(3), (SELECT updated FROM mirror_position WHERE server = ?)";
constexpr Sql select_told =
    "SELECT payload FROM feed WHERE cretime >= UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND AND topic = 'call' "
    "ORDER BY id DESC LIMIT ?";

constexpr Sql delete_feed = "DELETE FROM feed WHERE cretime < ? ORDER BY id LIMIT ?";

Value uniqueid(std::string_view raw)
{
    return Clipped{raw, uniqueid_width};
}

// The columns curcdr and mycdr begin with.
void append_parties(std::vector<Value>& values, const std::string& server, const calls::Leg& leg)
{
    values.insert(values.end(), {server, uniqueid(leg.key.srcuid), uniqueid(leg.key.dstuid), uniqueid(leg.linkedid),
                                 Clipped{leg.src, number_width}, Clipped{leg.srcname, channel_width},
                                 Clipped{leg.dst, number_width}, Clipped{leg.srcchan, channel_width},
                                 Clipped{leg.dstchan, channel_width}, Clipped{leg.didnumber, number_width},
                                 Clipped{leg.queue, number_width}, leg.start, leg.ringing, leg.answer});
}

void append_owners(std::vector<Value>& values, const LegOwners& owners)
{
    values.insert(values.end(), {owners.src_account, owners.dst_account, owners.group});
}

long long whole_seconds(std::chrono::milliseconds ms)
{
    return std::chrono::round<std::chrono::seconds>(ms).count();
}

}  // namespace

std::vector<calls::Leg> CallGateway::live_legs()
{
    std::vector<calls::Leg> legs;
    for (auto rows = connection_.query(select_live, server_); rows.next();) {
        calls::Leg leg;
        leg.key = {rows.text(1), rows.text(2)};
        leg.linkedid = rows.text(3);
        leg.src = rows.text(4);
        leg.srcname = rows.text(5);
        leg.dst = rows.text(6);
        leg.srcchan = rows.text(7);
        leg.dstchan = rows.text(8);
        leg.didnumber = rows.text(9);
        leg.queue = rows.text(10);
        leg.start = rows.time(11).value_or(TimePoint{});
        leg.ringing = rows.time(12);
        leg.answer = rows.time(13);
        leg.state = calls::parse_leg_state(rows.text(14)).value_or(calls::LegState::ring);
        leg.held = rows.flag(15);
        leg.legno = static_cast<std::uint16_t>(rows.integer(16));
        leg.waiting_since = rows.time(17);
        leg.answer_guessed = rows.flag(18);
        legs.push_back(std::move(leg));
    }
    return legs;
}

void CallGateway::put_live(std::span<const LiveLegRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * live_columns);
    for (const auto& [leg, owners] : rows) {
        append_parties(values, server_, leg);
        values.insert(values.end(),
                      {calls::to_string(leg.state), leg.held, leg.legno, leg.waiting_since, leg.answer_guessed});
        append_owners(values, owners);
    }
    connection_.execute_rows(live_head, live_row, live_tail, values, live_columns);
}

void CallGateway::drop_live(std::span<const calls::LegKey> keys)
{
    std::vector<Value> values;
    values.reserve(keys.size() * delete_live_columns);
    for (const auto& key : keys)
        values.insert(values.end(), {server_, uniqueid(key.srcuid), uniqueid(key.dstuid)});
    connection_.execute_rows(delete_live_head, delete_live_row, "", values, delete_live_columns, " OR ");
}

void CallGateway::put_finished(std::span<const FinishedLegRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * finished_columns);
    for (const auto& [finished, owners] : rows) {
        append_parties(values, server_, finished.leg);
        values.insert(values.end(), {finished.end, whole_seconds(finished.end - finished.leg.start),
                                     whole_seconds(finished.talk), calls::to_string(finished.disposition),
                                     finished.hangup_cause, finished.is_concluded() ? "gap" : "seen",
                                     finished.leg.legno, whole_seconds(finished.wait), whole_seconds(finished.ring),
                                     whole_seconds(finished.hold), calls::to_string(finished.hangup_by)});
        append_owners(values, owners);
    }
    connection_.execute_rows(finished_head, finished_row, finished_tail, values, finished_columns);
}

void CallGateway::append_feed(const std::string& origin, std::span<const FeedRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * feed_columns);
    for (const auto& row : rows)
        values.insert(values.end(), {origin, row.seq, row.topic, row.account, row.group, row.payload});
    connection_.execute_rows(feed_head, feed_row, feed_tail, values, feed_columns);
}

std::optional<MirrorPosition> CallGateway::position()
{
    auto rows = connection_.query(select_position, server_);
    if (!rows.next()) return std::nullopt;
    const auto number = [&](unsigned column) { return static_cast<std::uint64_t>(rows.integer(column)); };
    const std::chrono::microseconds lag{std::max<std::int64_t>(rows.integer(6), 0)};
    return MirrorPosition{rows.text(1), number(2), number(3),
                          number(4),    number(5), std::chrono::duration_cast<std::chrono::milliseconds>(lag)};
}

void CallGateway::put_position(const MirrorPosition& p)
{
    connection_.execute(upsert_position, server_, p.journal, p.segment, p.offset, p.needed_segment, p.needed_offset,
                        std::chrono::microseconds{p.lag}.count());
}

CallGateway::Progress CallGateway::progress()
{
    auto rows = connection_.query(select_progress, server_);
    if (!rows.next()) return {};
    return {rows.time(1).value_or(TimePoint{}), rows.time(2)};
}

std::vector<std::string> CallGateway::told(std::chrono::milliseconds ago, int limit)
{
    std::vector<std::string> payloads;
    for (auto rows = connection_.query(select_told, std::chrono::microseconds{ago}.count(), limit); rows.next();)
        payloads.push_back(rows.text(1));
    std::ranges::reverse(payloads);
    return payloads;
}

std::uint64_t purge_feed(Connection& connection, TimePoint before, int limit)
{
    return connection.execute(delete_feed, before, limit);
}

}  // namespace db
