// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/queue_log_gateway.h"

#include "common/db/clipped.h"

namespace db {

namespace {

// A dictionary that grows: what is asked for, and what adds it.
struct Dictionary {
    Sql select;
    Sql insert;
    std::size_t width;
};
constexpr Dictionary queue_names{"SELECT qname_id FROM qname WHERE qname = ?",
                                 "INSERT IGNORE INTO qname (qname) VALUES (?)", 80};
constexpr Dictionary agent_names{"SELECT agent_id FROM qagent WHERE agent = ?",
                                 "INSERT IGNORE INTO qagent (agent) VALUES (?)", 150};
constexpr Dictionary event_names{"SELECT event_id FROM qevent WHERE event = ?",
                                 "INSERT IGNORE INTO qevent (event) VALUES (?)", 40};

constexpr Sql stats_head =
    "INSERT INTO queue_stats (server, uniqueid, datetime, qname, qagent, qevent, info1, info2, info3, src, dst, "
    "position) VALUES ";
constexpr Sql stats_row = "(?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr Sql stats_tail = " ON DUPLICATE KEY UPDATE queue_stats_id = queue_stats_id";
constexpr std::size_t stats_columns = 12;

constexpr std::size_t text_width = 80;

void learn_name(Connection& connection, std::map<std::string, unsigned, std::less<>>& ids, const Dictionary& dictionary,
                const std::string& name)
{
    if (ids.contains(name)) return;
    const Clipped text{name, dictionary.width};
    const auto find = [&]() -> std::optional<unsigned> {
        auto rows = connection.query(dictionary.select, text);
        return rows.next() ? std::optional{rows.id(1)} : std::nullopt;
    };
    auto id = find();
    if (!id) {
        connection.execute(dictionary.insert, text);
        id = find();
    }
    ids.emplace(name, id.value_or(0));
}

}  // namespace

QueueLogGateway::QueueLogGateway(Connection& connection, std::string server)
    : connection_(connection), server_(std::move(server)), source_(connection, "queue_log:" + server_)
{
}

void QueueLogGateway::append(std::span<const pbx::QueueLogEntry> entries, const SourcePosition& next)
{
    learn(entries);
    std::vector<Value> values;
    values.reserve(entries.size() * stats_columns);
    for (const auto& e : entries)
        values.insert(values.end(), {server_, Clipped{e.uniqueid, uniqueid_width}, e.at, queues_[e.queue],
                                     agents_[e.agent], events_[e.event], Clipped{e.info[0], text_width},
                                     Clipped{e.info[1], text_width}, Clipped{e.info[2], text_width},
                                     Clipped{e.src, text_width}, Clipped{e.dst, text_width}, e.position});
    Transaction transaction{connection_};
    connection_.execute_rows(stats_head, stats_row, stats_tail, values, stats_columns);
    source_.put(next);
    transaction.commit();
}

// Before the transaction: a name that is there without a line harms nobody, a lock on a dictionary does.
void QueueLogGateway::learn(std::span<const pbx::QueueLogEntry> entries)
{
    for (const auto& e : entries) {
        learn_name(connection_, queues_, queue_names, e.queue);
        learn_name(connection_, agents_, agent_names, e.agent);
        learn_name(connection_, events_, event_names, e.event);
    }
}

}  // namespace db
