// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/board_gateway.h"

#include "common/db/agent_state_rows.h"
#include "common/db/live_call_rows.h"
#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql select_agents =
    "SELECT a.id, a.username, TRIM(CONCAT(a.firstname, ' ', a.lastname)), a.extension, a.agent, a.channel, a.server,"
    " a.groupid, COALESCE(g.groupname, ''), COALESCE(s.interface, ''),"
    " COALESCE(own.status, pjsip.status, sip.status, ''),"
    " s.accountid IS NOT NULL, COALESCE(r.colour, ''), COALESCE(r.limitminutes, 0),"
    " s.status, s.reasonid, s.reason, s.statussince, s.state, s.statesince, s.queue, s.linkedid, s.served, s.wrapupend,"
    " s.nextstatus, s.nextreasonid, s.nextreason, s.earlierstatus, s.earlierreasonid, s.earlierreason"
    " FROM astercrm_account a LEFT JOIN astercrm_accountgroup g ON g.id = a.groupid"
    " LEFT JOIN peerstatus own ON own.server = a.server AND own.peer = a.channel"
    " LEFT JOIN peerstatus pjsip ON pjsip.server = a.server AND pjsip.peer = CONCAT('PJSIP/', a.extension)"
    " LEFT JOIN peerstatus sip ON sip.server = a.server AND sip.peer = CONCAT('SIP/', a.extension)"
    " LEFT JOIN agent_state s ON s.accountid = a.id"
    " LEFT JOIN pause_reason r ON r.id = s.reasonid AND s.status = 'paused'"
    " WHERE a.enabled = 1 AND (a.extension <> '' OR a.channel <> '' OR a.agent <> '')";
constexpr Sql agents_among = " AND a.id IN (";

constexpr Sql select_calls =
    "SELECT c.srcaccountid, c.dstaccountid, c.astercrm_groupid, COALESCE(f.groupid, 0), COALESCE(t.groupid, 0),"
    " c.server, c.srcuid, c.dstuid, c.linkedid, c.src, c.srcname, c.dst, c.srcchan, c.dstchan, c.didnumber, c.queue,"
    " c.disposition, c.held, 0, c.starttime, c.ringtime, c.answertime,"
    " COALESCE(d.campaignid, 0), COALESCE(d.groupid, 0), COALESCE(d.dialednumber, ''),"
    " COALESCE(TRIM(CONCAT(t.firstname, ' ', t.lastname)), TRIM(CONCAT(f.firstname, ' ', f.lastname)), '')"
    " FROM curcdr c LEFT JOIN astercrm_account f ON f.id = c.srcaccountid"
    " LEFT JOIN astercrm_account t ON t.id = c.dstaccountid"
    " LEFT JOIN dialedlist d ON d.uniqueid = c.linkedid AND d.response = '' AND c.linkedid <> ''";
constexpr Sql calls_from = " WHERE c.srcaccountid IN (";
constexpr Sql calls_to = ") OR c.dstaccountid IN (";
constexpr Sql list_end = ")";

constexpr Sql select_queues =
    "SELECT q.server, q.queuename, q.strategy, q.curcalls, q.calls_answered, q.calls_unanswered, q.service_level, q.t,"
    " s.name IS NOT NULL FROM queue_name q"
    " LEFT JOIN source_position s ON s.name = CONCAT('queue_log:', q.server)";
constexpr Sql select_members = "SELECT server, queuename, agent, status, ispaused FROM queue_agent";
constexpr Sql select_callers =
    "SELECT server, queuename, caller, uniqueid, callerid, calleridname, corder, cretime FROM queue_caller";
constexpr Sql select_peers = "SELECT server, peer, status, lastupdate FROM peerstatus";

constexpr Sql select_newest_call = "SELECT MAX(id) FROM mycdr";
constexpr Sql sum_calls =
    "SELECT x.account, COUNT(*), SUM(x.billsec) FROM"
    " (SELECT dstaccountid AS account, billsec FROM mycdr"
    "   WHERE id > ? AND id <= ? AND calldate >= ? AND disposition = 'ANSWERED' AND dstaccountid <> 0"
    "  UNION ALL SELECT srcaccountid, billsec FROM mycdr"
    "   WHERE id > ? AND id <= ? AND calldate >= ? AND disposition = 'ANSWERED' AND srcaccountid <> 0) x"
    " GROUP BY x.account";

constexpr Sql select_newest_queue_event = "SELECT MAX(queue_stats_id) FROM queue_stats";
constexpr Sql sum_queue_events =
    "SELECT s.server, n.qname, SUM(e.event = 'CONNECT'), SUM(e.event = 'ABANDON'),"
    " SUM(e.event = 'CONNECT' AND CAST(s.info1 AS UNSIGNED) <= COALESCE(q.t, 0))"
    " FROM queue_stats s JOIN qevent e ON e.event_id = s.qevent AND e.event IN ('CONNECT', 'ABANDON')"
    " JOIN qname n ON n.qname_id = s.qname"
    " LEFT JOIN queue_name q ON q.server = s.server AND q.queuename = n.qname"
    " WHERE s.queue_stats_id > ? AND s.queue_stats_id <= ? AND s.datetime >= ? GROUP BY s.server, n.qname";

// All accounts' lists are taken apart here: a join by FIND_IN_SET compares everybody with everybody.
constexpr Sql select_lists = "SELECT id, username, extensions FROM astercrm_account WHERE enabled = 1";
constexpr Sql select_watched =
    "SELECT a.id FROM astercrm_account me JOIN astercrm_account a"
    "   ON FIND_IN_SET(a.username, REPLACE(me.extensions, ' ', '')) > 0 AND a.id <> me.id"
    " WHERE me.id = ? AND a.enabled = 1 ORDER BY a.id";

void add_list(Statement& statement, const std::set<unsigned>& accounts)
{
    bool is_first = true;
    for (const auto account : accounts) {
        statement.add(is_first ? Sql{"?"} : Sql{",?"}, account);
        is_first = false;
    }
}

board::AgentFacts read_agent(const Rows& row)
{
    board::AgentFacts agent;
    agent.account = row.id(1);
    agent.username = row.text(2);
    agent.name = row.text(3);
    agent.extension = row.text(4);
    agent.agent = row.text(5);
    agent.channel = row.text(6);
    agent.server = row.text(7);
    agent.group = row.id(8);
    agent.group_name = row.text(9);
    agent.interface = row.text(10);
    agent.telephone = row.text(11);
    agent.has_signed_in = row.flag(12);
    agent.colour = row.text(13);
    agent.limit_minutes = row.id(14);
    if (agent.has_signed_in) agent.record = read_agent_record(row, 15);
    return agent;
}

std::vector<board::AgentFacts> read_agents(Rows rows)
{
    std::vector<board::AgentFacts> agents;
    while (rows.next())
        agents.push_back(read_agent(rows));
    return agents;
}

std::vector<board::CallFacts> read_calls(Rows rows)
{
    std::vector<board::CallFacts> calls;
    while (rows.next()) {
        auto call = read_live_call(rows, 6);
        board::CallFacts facts{.server = std::move(call.server),
                               .leg = std::move(call.leg),
                               .src_account = rows.id(1),
                               .dst_account = rows.id(2),
                               .groups = {},
                               .campaign = rows.id(23),
                               .campaign_group = rows.id(24),
                               .dialed_number = rows.text(25),
                               .agent_name = rows.text(26)};
        for (unsigned column = 3; column <= 5; ++column)
            if (const auto group = rows.id(column); group != 0) facts.groups.push_back(group);
        calls.push_back(std::move(facts));
    }
    return calls;
}

std::uint64_t newest_id(Rows rows)
{
    return rows.next() && !rows.is_null(1) ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

}  // namespace

board::BoardFacts BoardGateway::read(TimePoint day)
{
    board::BoardFacts facts;
    facts.agents_today = agents_today_ = agents_today(day);
    facts.queues_today = queues_today(day);
    facts.agents = read_agents(db_.query(select_agents));
    facts.calls = read_calls(db_.query(select_calls));
    facts.queues = queues();
    facts.members = members();
    facts.callers = callers();
    facts.peers = peers();
    facts.campaigns = campaigns_.read(day);
    return facts;
}

board::BoardFacts BoardGateway::read_of(const std::set<unsigned>& accounts)
{
    board::BoardFacts facts;
    if (accounts.empty()) return facts;
    Statement agents{select_agents};
    agents.add(agents_among);
    add_list(agents, accounts);
    facts.agents = read_agents(db_.query(agents.add(list_end)));
    Statement calls{select_calls};
    calls.add(calls_from);
    add_list(calls, accounts);
    calls.add(calls_to);
    add_list(calls, accounts);
    facts.calls = read_calls(db_.query(calls.add(list_end)));
    facts.agents_today = agents_today_;
    return facts;
}

std::vector<board::QueueFacts> BoardGateway::queues()
{
    std::vector<board::QueueFacts> queues;
    for (auto rows = db_.query(select_queues); rows.next();)
        queues.push_back({.queue = {rows.text(1), rows.text(2)},
                          .strategy = rows.text(3),
                          .waiting = static_cast<int>(rows.integer(4)),
                          .answered = static_cast<int>(rows.integer(5)),
                          .abandoned = static_cast<int>(rows.integer(6)),
                          .service_percent = static_cast<int>(rows.integer(7)),
                          .service_seconds = static_cast<int>(rows.integer(8)),
                          .has_log = rows.flag(9)});
    return queues;
}

std::vector<board::MemberFacts> BoardGateway::members()
{
    std::vector<board::MemberFacts> members;
    for (auto rows = db_.query(select_members); rows.next();)
        members.push_back({.queue = {rows.text(1), rows.text(2)},
                           .interface = rows.text(3),
                           .status = rows.text(4),
                           .is_paused = rows.flag(5)});
    return members;
}

std::vector<board::CallerFacts> BoardGateway::callers()
{
    std::vector<board::CallerFacts> callers;
    for (auto rows = db_.query(select_callers); rows.next();)
        callers.push_back({.queue = {rows.text(1), rows.text(2)},
                           .channel = rows.text(3),
                           .uniqueid = rows.text(4),
                           .number = rows.text(5),
                           .name = rows.text(6),
                           .position = static_cast<int>(rows.integer(7)),
                           .since = rows.time(8).value_or(TimePoint{})});
    return callers;
}

std::vector<board::PeerFacts> BoardGateway::peers()
{
    std::vector<board::PeerFacts> peers;
    for (auto rows = db_.query(select_peers); rows.next();)
        peers.push_back({.peer = {rows.text(1), rows.text(2)}, .status = rows.text(3), .since = rows.time(4)});
    return peers;
}

board::AgentsToday BoardGateway::agents_today(TimePoint day)
{
    const auto sum = [&](std::uint64_t after, std::uint64_t up_to) {
        board::AgentsToday today;
        for (auto rows = db_.query(sum_calls, after, up_to, day, after, up_to, day); rows.next();)
            today[rows.id(1)] = {.calls = rows.integer(2), .talk_seconds = rows.integer(3)};
        return today;
    };
    return agent_totals_.read(day, newest_id(db_.query(select_newest_call)), sum);
}

board::QueuesToday BoardGateway::queues_today(TimePoint day)
{
    const auto sum = [&](std::uint64_t after, std::uint64_t up_to) {
        board::QueuesToday today;
        for (auto rows = db_.query(sum_queue_events, after, up_to, day); rows.next();)
            today[{rows.text(1), rows.text(2)}] = {
                .answered = rows.integer(3), .abandoned = rows.integer(4), .in_time = rows.integer(5)};
        return today;
    };
    return queue_totals_.read(day, newest_id(db_.query(select_newest_queue_event)), sum);
}

BoardGateway::Watchers BoardGateway::watchers()
{
    std::map<std::string, unsigned, std::less<>> accounts;
    std::map<unsigned, std::string> lists;
    for (auto rows = db_.query(select_lists); rows.next();) {
        accounts.emplace(runtime::to_lower(rows.text(2)), rows.id(1));
        if (auto list = rows.text(3); !list.empty()) lists.emplace(rows.id(1), std::move(list));
    }
    Watchers watchers;
    for (const auto& [account, list] : lists) {
        std::set<unsigned> watched;
        for (const auto& name : runtime::split_list(runtime::to_lower(list), ','))
            if (const auto found = accounts.find(name); found != accounts.end()) watched.insert(found->second);
        watched.erase(account);
        if (!watched.empty()) watchers[account].assign(watched.begin(), watched.end());
    }
    return watchers;
}

std::vector<unsigned> BoardGateway::watched_by(unsigned account)
{
    std::vector<unsigned> watched;
    for (auto rows = db_.query(select_watched, account); rows.next();)
        watched.push_back(rows.id(1));
    return watched;
}

}  // namespace db
