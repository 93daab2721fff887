// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/queue_gateway.h"

#include "common/db/clipped.h"

#include <algorithm>
#include <limits>

namespace db {

namespace {

constexpr Sql select_queues =
    "SELECT queuename, curcalls, maxlen, strategy, holdtime, talktime, w, calls_answered, calls_unanswered, "
    "service_level, t FROM queue_name WHERE server = ?";
constexpr Sql queue_head =
    "INSERT INTO queue_name (server, queuename, curcalls, maxlen, limit_type, strategy, holdtime, talktime, w, "
    "calls_answered, calls_unanswered, service_level, t, cretime) VALUES ";
constexpr Sql queue_row = "(?,?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql queue_tail =
    " ON DUPLICATE KEY UPDATE curcalls = VALUES(curcalls), maxlen = VALUES(maxlen), limit_type = VALUES(limit_type), "
    "strategy = VALUES(strategy), holdtime = VALUES(holdtime), talktime = VALUES(talktime), w = VALUES(w), "
    "calls_answered = VALUES(calls_answered), calls_unanswered = VALUES(calls_unanswered), "
    "service_level = VALUES(service_level), t = VALUES(t), cretime = VALUES(cretime)";
constexpr std::size_t queue_columns = 13;
constexpr Sql delete_queue = "DELETE FROM queue_name WHERE server = ? AND queuename = ?";

constexpr Sql select_members =
    "SELECT queuename, agent, agentname, status, takencalls, lastcall, penalty, ispaused, pausereason, isdynamic "
    "FROM queue_agent WHERE server = ?";
constexpr Sql member_head =
    "INSERT INTO queue_agent (server, queuename, agent, agentname, status, takencalls, lastcall, penalty, ispaused, "
    "pausereason, isdynamic, cretime) VALUES ";
constexpr Sql member_row = "(?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql member_tail =
    " ON DUPLICATE KEY UPDATE agentname = VALUES(agentname), status = VALUES(status), takencalls = VALUES(takencalls), "
    "lastcall = VALUES(lastcall), penalty = VALUES(penalty), ispaused = VALUES(ispaused), "
    "pausereason = VALUES(pausereason), isdynamic = VALUES(isdynamic), cretime = VALUES(cretime)";
constexpr std::size_t member_columns = 11;
constexpr Sql delete_member = "DELETE FROM queue_agent WHERE server = ? AND queuename = ? AND agent = ?";

constexpr Sql select_callers =
    "SELECT c.queuename, c.caller, c.uniqueid, c.callerid, c.calleridname, c.corder, c.waittime, c.prio, c.cretime, "
    "s.position, s.count FROM queue_caller c LEFT JOIN queuestatus s ON s.server = c.server AND s.channel = c.caller "
    "WHERE c.server = ?";
constexpr Sql caller_head =
    "INSERT INTO queue_caller (server, queuename, caller, uniqueid, callerid, calleridname, corder, waittime, prio, "
    "cretime) VALUES ";
constexpr Sql caller_row = "(?,?,?,?,?,?,?,?,?,?)";
constexpr Sql caller_tail = "";
constexpr std::size_t caller_columns = 10;
constexpr Sql delete_caller = "DELETE FROM queue_caller WHERE server = ? AND queuename = ? AND caller = ?";

constexpr Sql status_head =
    "INSERT INTO queuestatus (server, channel, callerid, calleridname, queue, position, count, cretime) VALUES ";
constexpr Sql status_row = "(?,?,?,?,?,?,?,?)";
constexpr Sql status_tail =
    " ON DUPLICATE KEY UPDATE callerid = VALUES(callerid), calleridname = VALUES(calleridname), queue = VALUES(queue), "
    "position = VALUES(position), count = VALUES(count), cretime = VALUES(cretime)";
constexpr std::size_t status_columns = 8;
constexpr Sql delete_status = "DELETE FROM queuestatus WHERE server = ? AND queue = ? AND channel = ?";
// A row without its twin in queue_caller, from a former run or another's hand.
constexpr Sql delete_lonely_status =
    "DELETE s FROM queuestatus s LEFT JOIN queue_caller c ON c.server = s.server AND c.queuename = s.queue AND "
    "c.caller = s.channel WHERE s.server = ? AND c.id IS NULL";

constexpr std::size_t name_width = 80;
constexpr std::size_t interface_width = 150;
constexpr std::size_t word_width = 32;

template <class Row>
std::vector<Row> sorted(std::vector<Row> rows)
{
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return key_of(a) < key_of(b); });
    return rows;
}

int small(const Rows& rows, unsigned column)
{
    return static_cast<int>(rows.integer(column));
}

std::string limit_of(const pbx::QueueRow& queue)
{
    return queue.max > 0 ? std::to_string(queue.max) : "unlimited";
}

}  // namespace

pbx::QueueTables QueueGateway::tables()
{
    connection_.execute(delete_lonely_status, server_);
    return {sorted(queues()), sorted(members()), sorted(callers())};
}

std::vector<pbx::QueueRow> QueueGateway::queues()
{
    std::vector<pbx::QueueRow> queues;
    for (auto rows = connection_.query(select_queues, server_); rows.next();)
        queues.push_back({.name = rows.text(1),
                          .waiting = small(rows, 2),
                          .max = small(rows, 3),
                          .strategy = rows.text(4),
                          .hold_seconds = small(rows, 5),
                          .talk_seconds = small(rows, 6),
                          .weight = small(rows, 7),
                          .answered = small(rows, 8),
                          .abandoned = small(rows, 9),
                          .service_level = small(rows, 10),
                          .service_seconds = small(rows, 11)});
    return queues;
}

std::vector<pbx::MemberRow> QueueGateway::members()
{
    std::vector<pbx::MemberRow> members;
    for (auto rows = connection_.query(select_members, server_); rows.next();)
        members.push_back({.queue = rows.text(1),
                           .interface = rows.text(2),
                           .name = rows.text(3),
                           .status = rows.text(4),
                           .taken_calls = small(rows, 5),
                           .last_call = rows.integer(6),
                           .penalty = small(rows, 7),
                           .is_paused = rows.flag(8),
                           .pause_reason = rows.text(9),
                           .is_dynamic = rows.flag(10)});
    return members;
}

std::vector<pbx::CallerRow> QueueGateway::callers()
{
    std::vector<pbx::CallerRow> callers;
    for (auto rows = connection_.query(select_callers, server_); rows.next();)
        callers.push_back({.queue = rows.text(1),
                           .channel = rows.text(2),
                           .uniqueid = rows.text(3),
                           .number = rows.text(4),
                           .name = rows.text(5),
                           .position = small(rows, 6),
                           .wait_seconds = small(rows, 7),
                           .priority = small(rows, 8),
                           .joined = rows.time(9).value_or(TimePoint{}),
                           .joined_position = small(rows, 10),
                           .joined_count = small(rows, 11)});
    return callers;
}

void QueueGateway::put(std::span<const pbx::QueueRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * queue_columns);
    for (const auto& q : rows)
        values.insert(values.end(), {server_, Clipped{q.name, name_width}, q.waiting, q.max, limit_of(q),
                                     Clipped{q.strategy, word_width}, q.hold_seconds, q.talk_seconds, q.weight,
                                     q.answered, q.abandoned, q.service_level, q.service_seconds});
    connection_.execute_rows(queue_head, queue_row, queue_tail, values, queue_columns);
}

void QueueGateway::put(std::span<const pbx::MemberRow> rows)
{
    std::vector<Value> values;
    values.reserve(rows.size() * member_columns);
    for (const auto& m : rows)
        values.insert(values.end(), {server_, Clipped{m.queue, name_width}, Clipped{m.interface, interface_width},
                                     Clipped{m.name, name_width}, m.status, m.taken_calls,
                                     std::clamp<long long>(m.last_call, 0, std::numeric_limits<int>::max()), m.penalty,
                                     m.is_paused, Clipped{m.pause_reason, name_width}, m.is_dynamic});
    connection_.execute_rows(member_head, member_row, member_tail, values, member_columns);
}

// queue_caller has no unique key of ours: what is there goes first.
void QueueGateway::put(std::span<const pbx::CallerRow> rows)
{
    std::vector<Value> callers;
    std::vector<Value> statuses;
    for (const auto& c : rows) {
        const Clipped queue{c.queue, name_width};
        const Clipped channel{c.channel, channel_width};
        const Clipped number{c.number, name_width};
        const Clipped name{c.name, name_width};
        connection_.execute(delete_caller, server_, queue, channel);
        callers.insert(callers.end(), {server_, queue, channel, Clipped{c.uniqueid, interface_width}, number, name,
                                       c.position, c.wait_seconds, c.priority, c.joined});
        statuses.insert(statuses.end(),
                        {server_, channel, number, name, queue, c.joined_position, c.joined_count, c.joined});
    }
    connection_.execute_rows(caller_head, caller_row, caller_tail, callers, caller_columns);
    connection_.execute_rows(status_head, status_row, status_tail, statuses, status_columns);
}

void QueueGateway::drop(std::span<const pbx::QueueRow> rows)
{
    for (const auto& q : rows)
        connection_.execute(delete_queue, server_, Clipped{q.name, name_width});
}

void QueueGateway::drop(std::span<const pbx::MemberRow> rows)
{
    for (const auto& m : rows)
        connection_.execute(delete_member, server_, Clipped{m.queue, name_width},
                            Clipped{m.interface, interface_width});
}

void QueueGateway::drop(std::span<const pbx::CallerRow> rows)
{
    for (const auto& c : rows) {
        const Clipped queue{c.queue, name_width};
        const Clipped channel{c.channel, channel_width};
        connection_.execute(delete_caller, server_, queue, channel);
        connection_.execute(delete_status, server_, queue, channel);
    }
}

}  // namespace db
