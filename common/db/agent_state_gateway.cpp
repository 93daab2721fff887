// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/agent_state_gateway.h"

#include "common/db/agent_state_rows.h"
#include "common/db/clipped.h"

#include <algorithm>

namespace db {

namespace {

constexpr std::size_t queue_width = 80;
constexpr std::size_t interface_width = 150;
constexpr std::size_t reason_width = 40;
constexpr std::size_t error_width = 255;

constexpr Sql select_agents =
    "SELECT s.accountid, a.groupid, s.interface, s.error, s.status, s.reasonid, s.reason, s.statussince, s.state, "
    "s.statesince, s.queue, s.linkedid, s.served, s.wrapupend, s.nextstatus, s.nextreasonid, s.nextreason, "
    "s.earlierstatus, s.earlierreasonid, s.earlierreason FROM agent_state s "
    "JOIN astercrm_account a ON a.id = s.accountid WHERE a.server = ? ORDER BY s.accountid";

constexpr Sql select_seats =
    "SELECT q.accountid, q.queuename, q.member, q.paused, q.reason FROM agent_queue q "
    "JOIN astercrm_account a ON a.id = q.accountid WHERE a.server = ?";

// A call of four hours that ended since is the longest that is found.
constexpr Sql select_ended =
    "(SELECT s.accountid, 0, c.srcuid, c.dstuid, c.linkedid, c.queue, c.calldate, c.ringtime, c.answertime, c.endtime "
    "FROM agent_state s JOIN mycdr c ON c.dstaccountid = s.accountid AND c.server = ? "
    "AND c.calldate > GREATEST(s.statussince, s.statesince) - INTERVAL 4 HOUR "
    "AND c.endtime > GREATEST(s.statussince, s.statesince)) UNION ALL "
    "(SELECT s.accountid, 1, c.srcuid, c.dstuid, c.linkedid, c.queue, c.calldate, c.ringtime, c.answertime, c.endtime "
    "FROM agent_state s JOIN mycdr c ON c.srcaccountid = s.accountid AND c.server = ? "
    "AND c.calldate > GREATEST(s.statussince, s.statesince) - INTERVAL 4 HOUR "
    "AND c.endtime > GREATEST(s.statussince, s.statesince))";

constexpr Sql select_reasons = "SELECT id, groupid, reason FROM pause_reason";

constexpr Sql select_rules =
    "SELECT id, wrapuptime, missedpause FROM astercrm_accountgroup WHERE wrapuptime > 0 OR missedpause <> 0";

constexpr Sql select_asked =
    "SELECT r.id, r.accountid, r.action, r.reasonid, r.reason, r.queuename, r.cretime FROM agent_request r "
    "JOIN astercrm_account a ON a.id = r.accountid WHERE r.outcome = 'asked' AND a.server = ? ORDER BY r.id LIMIT 500";

constexpr Sql select_silences =
    "SELECT s.accountid, TIMESTAMPDIFF(SECOND, MAX(x.lastseen), UTC_TIMESTAMP()) FROM agent_state s "
    "JOIN astercrm_account a ON a.id = s.accountid LEFT JOIN session x ON x.accountid = s.accountid AND a.enabled = 1 "
    "AND x.lastseen > UTC_TIMESTAMP() - INTERVAL 30 MINUTE AND x.cretime > UTC_TIMESTAMP() - INTERVAL 12 HOUR "
    "WHERE a.server = ? AND s.status <> 'off' GROUP BY s.accountid";

constexpr Sql select_unreachable =
    "SELECT peer FROM peerstatus WHERE server = ? AND status IN ('unreachable', 'unregistered')";

constexpr Sql upsert_state =
    "INSERT INTO agent_state (accountid, groupid, server, interface, error, status, reasonid, reason, statussince, "
    "state, statesince, queue, linkedid, served, wrapupend, nextstatus, nextreasonid, nextreason, earlierstatus, "
    "earlierreasonid, earlierreason) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON DUPLICATE KEY UPDATE groupid = VALUES(groupid), server = VALUES(server), interface = VALUES(interface), "
    "error = VALUES(error), status = VALUES(status), reasonid = VALUES(reasonid), reason = VALUES(reason), "
    "statussince = VALUES(statussince), state = VALUES(state), statesince = VALUES(statesince), queue = VALUES(queue), "
    "linkedid = VALUES(linkedid), served = VALUES(served), wrapupend = VALUES(wrapupend), "
    "nextstatus = VALUES(nextstatus), nextreasonid = VALUES(nextreasonid), nextreason = VALUES(nextreason), "
    "earlierstatus = VALUES(earlierstatus), earlierreasonid = VALUES(earlierreasonid), "
    "earlierreason = VALUES(earlierreason)";

constexpr Sql upsert_seat =
    "INSERT INTO agent_queue (accountid, queuename, member, paused, reason) VALUES (?, ?, ?, ?, ?) "
    "ON DUPLICATE KEY UPDATE member = VALUES(member), paused = VALUES(paused), reason = VALUES(reason)";

constexpr Sql log_head =
    "INSERT INTO agent_log (accountid, groupid, server, status, reasonid, reason, state, queue, linkedid, begintime, "
    "endtime) VALUES ";
constexpr Sql log_row = "(?,?,?,?,?,?,?,?,?,?,?)";
constexpr Sql log_tail =
    " ON DUPLICATE KEY UPDATE status = VALUES(status), reasonid = VALUES(reasonid), reason = VALUES(reason), "
    "state = VALUES(state), queue = VALUES(queue), linkedid = VALUES(linkedid), endtime = VALUES(endtime)";
constexpr std::size_t log_columns = 11;

constexpr Sql update_request =
    "UPDATE agent_request SET outcome = IF(? = '', 'done', 'failed'), error = ? WHERE id = ?";

Value status_of(const std::optional<calls::AgentStanding>& standing)
{
    return standing ? Value{calls::to_string(standing->status)} : Value{std::nullopt};
}

calls::PauseReason reason_of(const std::optional<calls::AgentStanding>& standing)
{
    return standing ? standing->reason : calls::PauseReason{};
}

EndedAgentLeg read_ended(const Rows& rows)
{
    EndedAgentLeg ended;
    ended.account = rows.id(1);
    ended.is_caller = rows.flag(2);
    ended.leg.key = {rows.text(3), rows.text(4)};
    ended.leg.linkedid = rows.text(5);
    ended.leg.queue = rows.text(6);
    ended.leg.start = rows.time(7).value_or(TimePoint{});
    ended.leg.ringing = rows.time(8);
    ended.leg.answer = rows.time(9);
    ended.end = rows.time(10).value_or(TimePoint{});
    return ended;
}

}  // namespace

std::vector<AgentRow> AgentStateGateway::agents()
{
    std::vector<AgentRow> agents;
    for (auto rows = db_.query(select_agents, server_); rows.next();) {
        AgentRow row;
        row.account = rows.id(1);
        row.group = rows.id(2);
        row.interface = rows.text(3);
        row.error = rows.text(4);
        row.record = read_agent_record(rows, 5);
        agents.push_back(std::move(row));
    }
    read_seats(agents);
    return agents;
}

void AgentStateGateway::read_seats(std::vector<AgentRow>& agents)
{
    for (auto rows = db_.query(select_seats, server_); rows.next();) {
        const auto found = std::ranges::lower_bound(agents, rows.id(1), {}, &AgentRow::account);
        if (found == agents.end() || found->account != rows.id(1)) continue;
        found->seats[rows.text(2)] = read_queue_seat(rows, 3);
    }
}

std::vector<EndedAgentLeg> AgentStateGateway::ended_legs()
{
    std::vector<EndedAgentLeg> legs;
    for (auto rows = db_.query(select_ended, server_, server_); rows.next();)
        legs.push_back(read_ended(rows));
    return legs;
}

std::unordered_map<unsigned, GroupAgentRules> AgentStateGateway::rules_of_groups()
{
    std::unordered_map<unsigned, GroupAgentRules> rules;
    for (auto rows = db_.query(select_rules); rows.next();)
        rules[rows.id(1)] = {std::chrono::seconds{std::max<std::int64_t>(0, rows.integer(2))}, rows.flag(3)};
    return rules;
}

std::vector<PauseReasonRow> AgentStateGateway::pause_reasons()
{
    std::vector<PauseReasonRow> reasons;
    for (auto rows = db_.query(select_reasons); rows.next();)
        reasons.push_back({rows.id(1), rows.id(2), rows.text(3)});
    return reasons;
}

std::vector<AskedRow> AgentStateGateway::asked()
{
    std::vector<AskedRow> asked;
    for (auto rows = db_.query(select_asked, server_); rows.next();)
        asked.push_back({static_cast<std::uint64_t>(rows.integer(1)), rows.id(2), rows.text(3),
                         calls::PauseReason{rows.id(4), rows.text(5)}, rows.text(6),
                         rows.time(7).value_or(TimePoint{})});
    return asked;
}

std::vector<AgentSilence> AgentStateGateway::silences()
{
    std::vector<AgentSilence> silences;
    for (auto rows = db_.query(select_silences, server_); rows.next();) {
        AgentSilence silence{rows.id(1), std::nullopt};
        if (!rows.is_null(2)) silence.seconds = std::chrono::seconds{rows.integer(2)};
        silences.push_back(silence);
    }
    return silences;
}

std::set<std::string> AgentStateGateway::unreachable_phones()
{
    std::set<std::string> phones;
    for (auto rows = db_.query(select_unreachable, server_); rows.next();)
        phones.insert(rows.text(1));
    return phones;
}

void AgentStateGateway::put_state(const AgentRow& row)
{
    const auto& r = row.record;
    const auto& standing = r.standing;
    const auto next = reason_of(r.next);
    const auto earlier = reason_of(r.earlier);
    db_.execute(upsert_state, row.account, row.group, server_, Clipped{row.interface, interface_width},
                Clipped{row.error, error_width}, calls::to_string(standing.status), standing.reason.id,
                Clipped{standing.reason.word, reason_width}, r.standing_since, calls::to_string(r.state), r.state_since,
                Clipped{r.queue, queue_width}, Clipped{r.linkedid, uniqueid_width}, Clipped{r.served, uniqueid_width},
                r.wrapup_end, status_of(r.next), next.id, Clipped{next.word, reason_width}, status_of(r.earlier),
                earlier.id, Clipped{earlier.word, reason_width});
}

void AgentStateGateway::put_seats(unsigned account, const calls::QueueSeats& seats)
{
    for (const auto& [queue, seat] : seats)
        db_.execute(upsert_seat, account, Clipped{queue, queue_width}, word_of(seat.member), seat.pause.has_value(),
                    Clipped{seat.pause.value_or(""), reason_width});
}

void AgentStateGateway::put_log(const AgentRow& row, const std::vector<calls::AgentStretch>& stretches)
{
    std::vector<Value> values;
    values.reserve(stretches.size() * log_columns);
    for (const auto& stretch : stretches)
        values.insert(values.end(), {row.account, row.group, server_, calls::to_string(stretch.standing.status),
                                     stretch.standing.reason.id, Clipped{stretch.standing.reason.word, reason_width},
                                     calls::to_string(stretch.state), Clipped{stretch.queue, queue_width},
                                     Clipped{stretch.linkedid, uniqueid_width}, stretch.begin, stretch.end});
    db_.execute_rows(log_head, log_row, log_tail, values, log_columns);
}

void AgentStateGateway::settle(std::uint64_t request, const std::string& error)
{
    const Clipped words{error, error_width};
    db_.execute(update_request, words, words, request);
}

}  // namespace db
