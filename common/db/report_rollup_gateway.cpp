// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/report_rollup_gateway.h"

#include "common/db/source_gateway.h"

#include <algorithm>

namespace db {

namespace {

constexpr Sql read_committed = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

// What changed: the ids looked at, and the time of the slot each belongs to. A call is of the slot in which its first
// leg began, a caller of the one in which he entered the queue.
constexpr Sql changed_queue_calls =
    "SELECT s.queue_stats_id, e.datetime FROM (SELECT queue_stats_id, uniqueid, qname, server FROM queue_stats WHERE "
    "queue_stats_id > ? ORDER BY queue_stats_id LIMIT ?) s LEFT JOIN queue_stats e ON e.uniqueid = s.uniqueid AND "
    "e.qname = s.qname AND e.server = s.server AND e.qevent = (SELECT event_id FROM qevent WHERE event = "
    "'ENTERQUEUE')";
constexpr Sql changed_line_calls =
    "SELECT s.id, (SELECT MIN(f.calldate) FROM mycdr f WHERE f.linkedid = s.linkedid AND f.server = s.server AND "
    "(s.linkedid <> '' OR f.id = s.id)) FROM (SELECT id, linkedid, server FROM mycdr WHERE id > ? ORDER BY id LIMIT ?) "
    "s";
constexpr Sql changed_legs = "SELECT id, calldate FROM mycdr WHERE id > ? ORDER BY id LIMIT ?";
constexpr Sql changed_stretches = "SELECT id, begintime, endtime FROM agent_log WHERE id > ? ORDER BY id LIMIT ?";
// A wrap-up that ended is told of by the stretch that follows.
constexpr Sql changed_agent_wrapups =
    "SELECT l.id, w.begintime FROM (SELECT id, accountid, begintime FROM agent_log WHERE id > ? ORDER BY id LIMIT ?) l "
    "LEFT JOIN agent_log w ON w.accountid = l.accountid AND w.endtime = l.begintime AND w.state = 'wrapup'";
constexpr Sql changed_line_wrapups =
    "SELECT l.id, (SELECT MIN(f.calldate) FROM mycdr f WHERE f.linkedid = w.linkedid AND f.server = w.server) FROM "
    "(SELECT id, accountid, begintime FROM agent_log WHERE id > ? ORDER BY id LIMIT ?) l LEFT JOIN agent_log w ON "
    "w.accountid = l.accountid AND w.endtime = l.begintime AND w.state = 'wrapup' AND w.linkedid <> ''";
constexpr Sql changed_attempts = "SELECT id, dialedtime FROM dialedlist WHERE id > ? ORDER BY id LIMIT ?";
constexpr Sql changed_campaign_legs =
    "SELECT s.id, d.dialedtime FROM (SELECT id, linkedid FROM mycdr WHERE id > ? ORDER BY id LIMIT ?) s LEFT JOIN "
    "dialedlist d ON d.uniqueid = s.linkedid AND d.uniqueid <> '' AND d.campaignid <> 0";
constexpr Sql changed_campaign_wrapups =
    "SELECT l.id, d.dialedtime FROM (SELECT id, accountid, begintime FROM agent_log WHERE id > ? ORDER BY id LIMIT ?) "
    "l LEFT JOIN agent_log w ON w.accountid = l.accountid AND w.endtime = l.begintime AND w.state = 'wrapup' AND "
    "w.linkedid <> '' LEFT JOIN dialedlist d ON d.uniqueid = w.linkedid AND d.campaignid <> 0";

constexpr Sql select_open_attempts =
    "SELECT id, dialedtime FROM dialedlist WHERE response = '' AND campaignid <> 0 AND dialedtime IS NOT NULL";
constexpr Sql select_attempts = "SELECT DISTINCT dialedtime FROM dialedlist WHERE dialedtime >= ? AND campaignid <> 0";

constexpr Sql delete_positions = "DELETE FROM source_position WHERE name LIKE 'report:%'";
// Of the slot, and of those that it overlaps: hours began at another minute when these were counted.
constexpr Sql delete_calls = "DELETE FROM report_calls WHERE source = ? AND slot > ? AND slot < ?";
constexpr Sql delete_time = "DELETE FROM report_time WHERE slot > ? AND slot < ?";

constexpr Sql insert_calls =
    "INSERT INTO report_calls (source, slot, groupid, accountid, queue, line, campaignid, offered, answered, "
    "abandoned, "
    "unanswered, answersec, longestsec, talksec, holdsec, wrapup, outgoing, outanswered, outtalksec, answered5, "
    "answered10, answered15, answered20, answered30, answered45, answered60, answered90, answered120, abandoned5, "
    "abandoned10, abandoned15, abandoned20) SELECT ?, ?, c.groupid, c.accountid, c.queue, c.line, c.campaignid, "
    "SUM(c.offered), "
    "SUM(c.answered), SUM(c.abandoned), SUM(c.unanswered), SUM(IF(c.answered, c.wait, 0)), MAX(IF(c.offered, c.wait, "
    "0)), SUM(c.talk), SUM(c.hold), SUM(c.wrapup), SUM(c.outgoing), SUM(c.outanswered), SUM(c.outtalk), "
    "SUM(c.answered AND c.wait <= 5), SUM(c.answered AND c.wait <= 10), SUM(c.answered AND c.wait <= 15), "
    "SUM(c.answered AND c.wait <= 20), SUM(c.answered AND c.wait <= 30), SUM(c.answered AND c.wait <= 45), "
    "SUM(c.answered AND c.wait <= 60), SUM(c.answered AND c.wait <= 90), SUM(c.answered AND c.wait <= 120), "
    "SUM(c.abandoned AND c.wait <= 5), SUM(c.abandoned AND c.wait <= 10), SUM(c.abandoned AND c.wait <= 15), "
    "SUM(c.abandoned AND c.wait <= 20) FROM (";
constexpr Sql insert_groups =
    "INSERT INTO report_calls (source, slot, groupid, queue, offered, answered, abandoned, unanswered, answersec, "
    "longestsec, talksec, holdsec, wrapup, outgoing, outanswered, outtalksec, answered5, answered10, answered15, "
    "answered20, answered30, answered45, answered60, answered90, answered120, abandoned5, abandoned10, abandoned15, "
    "abandoned20) SELECT 'group', slot, groupid, queue, SUM(offered), SUM(answered), SUM(abandoned), SUM(unanswered), "
    "SUM(answersec), MAX(longestsec), SUM(talksec), SUM(holdsec), SUM(wrapup), SUM(outgoing), SUM(outanswered), "
    "SUM(outtalksec), SUM(answered5), SUM(answered10), SUM(answered15), SUM(answered20), SUM(answered30), "
    "SUM(answered45), SUM(answered60), SUM(answered90), SUM(answered120), SUM(abandoned5), SUM(abandoned10), "
    "SUM(abandoned15), SUM(abandoned20) FROM report_calls WHERE source = 'agent' AND slot = ? GROUP BY slot, groupid, "
    "queue";
constexpr Sql insert_group_time =
    "INSERT INTO report_time (slot, accountid, groupid, reason, ready, paused, ringing, dialing, talking, hold, "
    "wrapup, unreachable, firsttime, lasttime) SELECT slot, 0, groupid, reason, SUM(ready), SUM(paused), SUM(ringing), "
    "SUM(dialing), SUM(talking), SUM(hold), SUM(wrapup), SUM(unreachable), MIN(firsttime), MAX(lasttime) FROM "
    "report_time WHERE slot = ? GROUP BY slot, groupid, reason";
constexpr Sql by_key = ") c GROUP BY c.groupid, c.accountid, c.queue, c.line, c.campaignid";

// A caller's outcome is the first event that took him out of the queue. Waits are queue_log's own seconds where it
// tells them. A transfer and the ends of talks say nothing of that.
constexpr Sql queue_calls =
    "SELECT 0 AS groupid, 0 AS accountid, q.qname AS queue, '' AS line, 0 AS campaignid, 1 AS offered, v.event <=> "
    "'CONNECT' AS "
    "answered, v.event <=> 'ABANDON' AS abandoned, v.event IS NOT NULL AND v.event NOT IN ('CONNECT', 'ABANDON') AS "
    "unanswered, CASE WHEN v.event = 'CONNECT' AND o.info1 REGEXP '^[0-9]{1,7}$' THEN o.info1 + 0 WHEN v.event <> "
    "'CONNECT' AND v.event <> 'EXITWITHKEY' AND o.info3 REGEXP '^[0-9]{1,7}$' THEN o.info3 + 0 ELSE "
    "GREATEST(TIMESTAMPDIFF(SECOND, e.datetime, COALESCE(o.datetime, e.datetime)), 0) END AS wait, 0 AS talk, 0 AS "
    "hold, 0 AS wrapup, 0 AS outgoing, 0 AS outanswered, 0 AS outtalk FROM (SELECT s.queue_stats_id, s.datetime, "
    "s.qname, (SELECT "
    "MIN(x.queue_stats_id) FROM "
    "queue_stats x JOIN qevent l ON l.event_id = x.qevent WHERE x.uniqueid = s.uniqueid AND x.qname = s.qname AND "
    "x.server = s.server AND x.queue_stats_id > s.queue_stats_id AND l.event IN ('CONNECT', 'ABANDON', "
    "'EXITWITHTIMEOUT', 'EXITWITHKEY', 'EXITEMPTY')) AS outcome FROM queue_stats s WHERE s.datetime >= ? AND "
    "s.datetime < ? AND s.qevent = (SELECT event_id FROM qevent WHERE event = 'ENTERQUEUE')) e JOIN qname q ON "
    "q.qname_id = e.qname LEFT JOIN queue_stats o ON o.queue_stats_id = e.outcome LEFT JOIN qevent v ON v.event_id = "
    "o.qevent";

// Calls that came in over a line, by their first answered leg; a record without a linkedid is a call of its own.
constexpr Sql line_calls =
    "SELECT f.groupid, 0 AS accountid, '' AS queue, f.line, 0 AS campaignid, 1 AS offered, f.is_answered AS answered, "
    "NOT f.is_answered "
    "AND f.gave_up AS abandoned, NOT f.is_answered AND NOT f.gave_up AS unanswered, IF(f.is_answered, f.answer_wait, "
    "f.lost_wait) AS wait, f.talk, f.hold, COALESCE((SELECT SUM(TIMESTAMPDIFF(MICROSECOND, w.begintime, w.endtime)) "
    "DIV 1000 FROM agent_log w WHERE w.linkedid = f.linkedid AND w.linkedid <> '' AND w.server = f.server AND w.state "
    "= 'wrapup'), 0) AS wrapup, 0 AS outgoing, 0 AS outanswered, 0 AS outtalk FROM (SELECT k.server, k.linkedid, "
    "MIN(m.calldate) AS began, MAX(m.didnumber) AS line, MAX(m.disposition = 'ANSWERED') AS is_answered, "
    "MAX(m.hangupby = 'caller') "
    "AS gave_up, COALESCE(MAX(IF(m.disposition = 'ANSWERED', NULLIF(m.astercrm_groupid, 0), NULL)), "
    "MAX(m.astercrm_groupid)) AS groupid, MIN(IF(m.disposition = 'ANSWERED', IF(m.queue <> '', m.waitsec, m.ringsec), "
    "NULL)) AS answer_wait, MAX(GREATEST(m.waitsec, m.ringsec)) AS lost_wait, SUM(m.billsec - m.holdsec) AS talk, "
    "SUM(m.holdsec) AS hold FROM (SELECT DISTINCT server, linkedid, IF(linkedid = '', id, 0) AS alone FROM mycdr WHERE "
    "calldate >= ? AND calldate < ?) k JOIN mycdr m ON m.linkedid = k.linkedid AND m.server = k.server AND (k.alone = "
    "0 OR m.id = k.alone) GROUP BY k.server, k.linkedid, k.alone) f WHERE f.began >= ? AND f.line <> ''";

// Legs to an agent are offers, legs of an agent are calls of one's own; a wrap-up is of the hour in which it began.
constexpr Sql agent_legs =
    "SELECT COALESCE(a.groupid, l.groupid) AS groupid, l.accountid, l.queue, '' AS line, 0 AS campaignid, l.offered, "
    "l.offered AND "
    "l.is_answered AS answered, l.offered AND NOT l.is_answered AND l.gave_up AS abandoned, l.offered AND NOT "
    "l.is_answered AND NOT l.gave_up AS unanswered, l.wait, IF(l.offered, l.bill - l.hold, 0) AS talk, IF(l.offered, "
    "l.hold, 0) AS hold, l.wrapup, l.outgoing, l.outgoing AND l.is_answered AS outanswered, IF(l.outgoing, l.bill, 0) "
    "AS outtalk FROM (SELECT dstaccountid AS accountid, astercrm_groupid AS groupid, queue, 1 AS offered, 0 AS "
    "outgoing, disposition = 'ANSWERED' AS is_answered, hangupby = 'caller' AS gave_up, ringsec AS wait, billsec AS "
    "bill, holdsec AS hold, 0 AS wrapup FROM mycdr WHERE calldate >= ? AND calldate < ? AND dstaccountid <> 0 UNION "
    "ALL SELECT srcaccountid, astercrm_groupid, '', 0, 1, disposition = 'ANSWERED', 0, 0, billsec, holdsec, 0 FROM "
    "mycdr WHERE calldate >= ? AND calldate < ? AND srcaccountid <> 0 UNION ALL SELECT accountid, groupid, queue, 0, "
    "0, 0, 0, 0, 0, 0, TIMESTAMPDIFF(MICROSECOND, begintime, endtime) DIV 1000 FROM agent_log WHERE begintime >= ? "
    "AND begintime < ? AND state = 'wrapup' AND endtime IS NOT NULL) l LEFT JOIN astercrm_account a ON a.id = "
    "l.accountid";

// Attempts that are over. By hand the agent is there before the person is: who answers is connected. What an agent of
// the dialer's call did is in the legs to the telephones of accounts; by hand in those to the number.
constexpr Sql campaign_calls =
    "SELECT d.groupid, IF(d.accountid <> 0, d.accountid, COALESCE(l.accountid, 0)) AS accountid, '' AS queue, '' AS "
    "line, d.campaignid, d.is_reached AS offered, d.is_connected AS answered, d.is_reached AND NOT d.is_connected AND "
    "d.isabandoned AS abandoned, d.is_reached AND NOT d.is_connected AND NOT d.isabandoned AS unanswered, d.wait, "
    "IF(d.is_connected, COALESCE(l.bill, d.duration) - COALESCE(l.hold, 0), 0) AS talk, IF(d.is_connected, "
    "COALESCE(l.hold, 0), 0) AS hold, COALESCE(w.wrapup, 0) AS wrapup, d.is_dialed AS outgoing, d.is_dialed AND "
    "d.is_reached AS outanswered, 0 AS outtalk FROM (SELECT id, groupid, accountid, campaignid, duration, isabandoned, "
    "response NOT IN ('DNC', 'INVALID', 'REFUSED') AS is_dialed, IF(mode = 'hand', answertime, persontime) IS NOT NULL "
    "AS is_reached, IF(mode = 'hand', answertime, connecttime) IS NOT NULL AS is_connected, IF(mode = 'hand' OR "
    "persontime IS NULL, 0, GREATEST(ROUND(TIMESTAMPDIFF(MICROSECOND, persontime, COALESCE(connecttime, endtime, "
    "persontime)) / 1000000), 0)) AS wait FROM dialedlist WHERE dialedtime >= ? AND dialedtime < ? AND campaignid <> 0 "
    "AND response <> '') d LEFT JOIN (SELECT k.id, MAX(m.dstaccountid) AS accountid, SUM(m.billsec) AS bill, "
    "SUM(m.holdsec) AS hold FROM dialedlist k JOIN mycdr m ON m.linkedid = k.uniqueid WHERE k.dialedtime >= ? AND "
    "k.dialedtime < ? AND k.campaignid <> 0 AND k.uniqueid <> '' AND m.disposition = 'ANSWERED' AND IF(k.mode = "
    "'hand', m.dst = k.dialednumber, m.dstaccountid <> 0) GROUP BY k.id) l ON l.id = d.id LEFT JOIN (SELECT k.id, "
    "SUM(TIMESTAMPDIFF(MICROSECOND, a.begintime, a.endtime)) DIV 1000 AS wrapup FROM dialedlist k JOIN agent_log a ON "
    "a.linkedid = k.uniqueid AND a.state = 'wrapup' WHERE k.dialedtime >= ? AND k.dialedtime < ? AND k.campaignid <> 0 "
    "AND k.uniqueid <> '' GROUP BY k.id) w ON w.id = d.id";

// A stretch's part of the slot, one kind each: what the telephone does counts before what the person chose. An agent's
// stretches follow each other: the last that began before the slot is the only one that reaches into it.
constexpr Sql insert_time =
    "INSERT INTO report_time (slot, accountid, groupid, reason, ready, paused, ringing, dialing, talking, hold, "
    "wrapup, unreachable, firsttime, lasttime) SELECT ?, c.accountid, c.groupid, c.reason, SUM(IF(c.kind = 'ready', "
    "c.length, 0)), SUM(IF(c.kind = 'paused', c.length, 0)), SUM(IF(c.kind = 'ringing', c.length, 0)), SUM(IF(c.kind "
    "= 'dialing', c.length, 0)), SUM(IF(c.kind = 'talking', c.length, 0)), SUM(IF(c.kind = 'hold', c.length, 0)), "
    "SUM(IF(c.kind = 'wrapup', c.length, 0)), SUM(IF(c.kind = 'unreachable', c.length, 0)), MIN(c.first), "
    "MAX(c.last) FROM (SELECT p.accountid, p.groupid, p.kind, p.reason, p.first, p.last, TIMESTAMPDIFF(MICROSECOND, "
    "p.first, p.last) DIV 1000 AS length FROM (SELECT s.accountid, s.groupid, IF(s.state = 'idle', s.status, s.state) "
    "AS kind, IF(s.state = 'idle' AND s.status = 'paused', s.reason, '') AS reason, GREATEST(s.begintime, ?) AS first, "
    "LEAST(COALESCE(s.endtime, ?), ?) AS last FROM (SELECT accountid, groupid, status, state, reason, begintime, "
    "endtime FROM agent_log WHERE begintime > ? AND begintime < ? UNION ALL SELECT a.accountid, a.groupid, a.status, "
    "a.state, a.reason, a.begintime, a.endtime FROM (SELECT accountid, MAX(begintime) AS begintime FROM agent_log "
    "WHERE begintime <= ? GROUP BY accountid) l JOIN agent_log a ON a.accountid = l.accountid AND a.begintime = "
    "l.begintime) s WHERE s.status <> 'off') p WHERE p.last > p.first) c GROUP BY c.accountid, c.groupid, c.reason";

std::string position_name(ReportSource source)
{
    switch (source) {
        case ReportSource::queue:
            return "report:queue";
        case ReportSource::line:
            return "report:line";
        case ReportSource::line_wrapup:
            return "report:line_wrapup";
        case ReportSource::agent:
            return "report:agent";
        case ReportSource::agent_wrapup:
            return "report:agent_wrapup";
        case ReportSource::campaign:
            return "report:campaign";
        case ReportSource::campaign_leg:
            return "report:campaign_leg";
        case ReportSource::campaign_wrapup:
            return "report:campaign_wrapup";
        case ReportSource::time:
            break;
    }
    return "report:time";
}

constexpr Sql changed_rows(ReportSource source)
{
    switch (source) {
        case ReportSource::queue:
            return changed_queue_calls;
        case ReportSource::line:
            return changed_line_calls;
        case ReportSource::line_wrapup:
            return changed_line_wrapups;
        case ReportSource::agent:
            return changed_legs;
        case ReportSource::agent_wrapup:
            return changed_agent_wrapups;
        case ReportSource::campaign:
            return changed_attempts;
        case ReportSource::campaign_leg:
            return changed_campaign_legs;
        case ReportSource::campaign_wrapup:
            return changed_campaign_wrapups;
        case ReportSource::time:
            break;
    }
    return changed_stretches;
}

}  // namespace

ReportRollupGateway::ReportRollupGateway(Connection& connection, std::chrono::minutes hours_begin_at)
    : db_(connection), hours_begin_at_(hours_begin_at)
{
    db_.execute(read_committed);
}

TimePoint ReportRollupGateway::slot_of(TimePoint t) const
{
    return std::chrono::floor<std::chrono::hours>(t - hours_begin_at_) + hours_begin_at_;
}

void ReportRollupGateway::add_slots(std::set<TimePoint>& slots, TimePoint from, TimePoint to) const
{
    for (auto slot = slot_of(from); slot <= to; slot += report_slot)
        slots.insert(slot);
}

ReportPosition ReportRollupGateway::lock_position(ReportSource source)
{
    const auto stored = SourceGateway{db_, position_name(source)}.lock();
    if (!stored || stored->file != minute_word()) return {};
    return {stored->position, stored->updated};
}

void ReportRollupGateway::put_position(ReportSource source, const ReportPosition& position)
{
    SourceGateway{db_, position_name(source)}.put({minute_word(), position.row, position.at});
}

std::string ReportRollupGateway::minute_word() const
{
    return std::to_string(hours_begin_at_.count());
}

void ReportRollupGateway::forget_positions()
{
    db_.execute(delete_positions);
}

ReportChanges ReportRollupGateway::changes(ReportSource source, const ReportPosition& from, TimePoint now, int limit)
{
    ReportChanges changes;
    changes.last_row = from.row;
    std::set<std::uint64_t> seen;
    auto rows = db_.query(changed_rows(source), from.row, limit);
    while (rows.next()) {
        const auto id = static_cast<std::uint64_t>(rows.integer(1));
        seen.insert(id);
        changes.last_row = std::max(changes.last_row, id);
        const auto begin = rows.time(2);
        if (!begin) continue;
        const bool has_length = source == ReportSource::time;
        add_slots(changes.slots, *begin, has_length ? std::min(rows.time(3).value_or(now), now) : *begin);
    }
    changes.is_more = seen.size() == static_cast<std::size_t>(limit);
    return changes;
}

void ReportRollupGateway::count(ReportSource source, TimePoint slot, TimePoint now)
{
    const auto end = slot + report_slot;
    const auto before = slot - report_slot;
    const auto calls = [&](const char* word, Statement counted) {
        db_.execute(delete_calls, word, before, end);
        db_.execute(Statement{insert_calls, word, slot}.add(counted).add(by_key));
    };
    switch (source) {
        case ReportSource::queue:
            return calls("queue", Statement{queue_calls, slot, end});
        case ReportSource::line:
        case ReportSource::line_wrapup:
            return calls("line", Statement{line_calls, slot, end, slot});
        case ReportSource::agent:
        case ReportSource::agent_wrapup:
            calls("agent", Statement{agent_legs, slot, end, slot, end, slot, end});
            db_.execute(delete_calls, "group", before, end);
            db_.execute(insert_groups, slot);
            return;
        case ReportSource::campaign:
        case ReportSource::campaign_leg:
        case ReportSource::campaign_wrapup:
            return calls("campaign", Statement{campaign_calls, slot, end, slot, end, slot, end});
        case ReportSource::time:
            db_.execute(delete_time, before, end);
            db_.execute(insert_time, slot, slot, now, end, slot, end, slot);
            db_.execute(insert_group_time, slot);
    }
}

std::map<std::uint64_t, TimePoint> ReportRollupGateway::open_attempts()
{
    std::map<std::uint64_t, TimePoint> open;
    for (auto rows = db_.query(select_open_attempts); rows.next();)
        open.emplace(static_cast<std::uint64_t>(rows.integer(1)), rows.time(2).value_or(TimePoint{}));
    return open;
}

std::set<TimePoint> ReportRollupGateway::slots_of_attempts(TimePoint since)
{
    std::set<TimePoint> slots;
    for (auto rows = db_.query(select_attempts, since); rows.next();)
        slots.insert(slot_of(rows.time(1).value_or(since)));
    return slots;
}

}  // namespace db
