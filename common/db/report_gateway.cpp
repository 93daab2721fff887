// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/report_gateway.h"

namespace db {

namespace {

using crm::ReportBy;
using crm::ReportQuestion;
using crm::ReportSource;

constexpr Sql call_sums =
    ", SUM(t.offered), SUM(t.answered), SUM(t.abandoned), SUM(t.unanswered), SUM(t.answersec), MAX(t.longestsec), "
    "SUM(t.talksec), SUM(t.holdsec), SUM(t.wrapup), SUM(t.outgoing), SUM(t.outtalksec), ";
constexpr Sql from_calls = " FROM report_calls t WHERE t.source = ? AND t.slot >= ? AND t.slot < ?";
constexpr Sql time_sums =
    ", SUM(t.ready), SUM(t.paused), SUM(t.ringing), SUM(t.dialing), SUM(t.talking), SUM(t.hold), SUM(t.wrapup), "
    "SUM(t.unreachable)";
constexpr Sql from_time = " FROM report_time t WHERE t.slot >= ? AND t.slot < ?";
// The agents of a campaign's calls, by hours: report_time has what they did in these.
constexpr Sql agents_of_campaigns =
    " FROM (SELECT DISTINCT c.slot, c.campaignid, c.accountid FROM report_calls c WHERE c.source = 'campaign' AND "
    "c.slot >= ? AND c.slot < ? AND c.accountid <> 0";
constexpr Sql their_time = ") k JOIN report_time t ON t.slot = k.slot AND t.accountid = k.accountid GROUP BY 1";

constexpr Sql group_queues =
    "SELECT m.queuename FROM queue_agent m JOIN astercrm_account a ON m.agent IN (a.channel, CONCAT('Agent/', "
    "a.agent), "
    "CONCAT('PJSIP/', a.extension)) WHERE a.groupid = ? UNION SELECT s.queuename FROM agent_queue s JOIN "
    "astercrm_account a ON a.id = s.accountid WHERE a.groupid = ?";

constexpr Sql select_stretches =
    "SELECT begintime, COALESCE(endtime, ?), IF(state = 'idle', status, state), IF(state = 'idle' AND status = "
    "'paused', reason, ''), queue, linkedid FROM agent_log WHERE accountid = ? AND (? OR groupid = ?) AND begintime < "
    "? AND begintime >= COALESCE((SELECT MAX(b.begintime) FROM agent_log b WHERE b.accountid = ? AND b.begintime <= "
    "?), ?) AND status <> 'off' ORDER BY begintime";

constexpr Sql select_own_calls =
    "SELECT SUM(c.offered AND c.disposition = 'ANSWERED'), SUM(IF(c.offered, c.billsec - c.holdsec, 0)), "
    "SUM(IF(c.offered, c.holdsec, 0)), SUM(NOT c.offered), SUM(IF(c.offered, 0, c.billsec)) FROM (SELECT 1 AS offered, "
    "disposition, billsec, holdsec FROM mycdr WHERE dstaccountid = ? AND calldate >= ? AND calldate < ? UNION ALL "
    "SELECT 0, disposition, billsec, holdsec FROM mycdr WHERE srcaccountid = ? AND calldate >= ? AND calldate < ?) c";

// What is counted last of a pass.
constexpr Sql select_counted_at = "SELECT updated FROM source_position WHERE name = 'report:time'";

constexpr Sql select_agents =
    "SELECT id, username, TRIM(CONCAT(firstname, ' ', lastname)) FROM astercrm_account WHERE ? OR groupid = ? ORDER BY "
    "username";
constexpr Sql select_groups =
    "SELECT id, groupname, '' FROM astercrm_accountgroup WHERE ? OR id = ? ORDER BY groupname";
constexpr Sql select_campaigns =
    "SELECT id, campaignname, '' FROM campaign WHERE ? OR groupid = ? ORDER BY campaignname";
constexpr Sql select_queues = "SELECT DISTINCT queuename FROM queue_name ORDER BY queuename";
constexpr Sql select_lines = "SELECT didnumber, trunkname FROM trunkinfo WHERE didnumber <> '' ORDER BY id";

constexpr Sql answered_within(unsigned seconds)
{
    switch (seconds) {
        case 5:
            return "SUM(t.answered5)";
        case 10:
            return "SUM(t.answered10)";
        case 15:
            return "SUM(t.answered15)";
        case 30:
            return "SUM(t.answered30)";
        case 45:
            return "SUM(t.answered45)";
        case 60:
            return "SUM(t.answered60)";
        case 90:
            return "SUM(t.answered90)";
        case 120:
            return "SUM(t.answered120)";
        default:
            return "SUM(t.answered20)";
    }
}

constexpr Sql abandoned_within(unsigned seconds)
{
    switch (seconds) {
        case 5:
            return ", SUM(t.abandoned5)";
        case 10:
            return ", SUM(t.abandoned10)";
        case 15:
            return ", SUM(t.abandoned15)";
        case 20:
            return ", SUM(t.abandoned20)";
        default:
            return ", 0";
    }
}

std::string_view source_word(ReportSource source)
{
    switch (source) {
        case ReportSource::queue:
            return "queue";
        case ReportSource::line:
            return "line";
        case ReportSource::campaign:
            return "campaign";
        case ReportSource::agent:
            break;
    }
    return "agent";
}

Statement key_of(ReportBy by, std::chrono::seconds offset)
{
    switch (by) {
        case ReportBy::hour:
            return Statement{"SELECT HOUR(t.slot + INTERVAL ? SECOND)", offset.count()};
        case ReportBy::day:
            return Statement{"SELECT DATE_FORMAT(t.slot + INTERVAL ? SECOND, '%Y-%m-%d')", offset.count()};
        case ReportBy::queue:
            return Statement{"SELECT t.queue"};
        case ReportBy::agent:
            return Statement{"SELECT t.accountid"};
        case ReportBy::group:
            return Statement{"SELECT t.groupid"};
        case ReportBy::campaign:
            return Statement{"SELECT t.campaignid"};
        case ReportBy::line:
            break;
    }
    return Statement{"SELECT t.line"};
}

std::optional<unsigned> group_of(const crm::Scope& scope, std::optional<unsigned> asked)
{
    return scope.is_everything() ? asked : std::optional{scope.group()};
}

void add_people(Statement& statement, const crm::Scope& scope, std::optional<unsigned> group,
                std::optional<unsigned> agent)
{
    if (const auto of = group_of(scope, group)) statement.add(" AND t.groupid = ?", *of);
    if (agent) statement.add(" AND t.accountid = ?", *agent);
}

// Where agents need not be told apart, their groups' sums are far fewer rows.
bool has_agents(const ReportQuestion& question)
{
    return question.by == ReportBy::agent || question.agent.has_value();
}

Statement calls_of(const crm::Scope& scope, const ReportQuestion& question, ReportSource source, const ReportSpan& span)
{
    auto statement = key_of(question.by, span.offset);
    statement.add(call_sums).add(answered_within(question.service_threshold));
    statement.add(abandoned_within(question.short_threshold));
    const bool is_of_groups = source == ReportSource::agent && !has_agents(question);
    statement.add(from_calls, is_of_groups ? "group" : source_word(source), span.begin, span.end);
    if (source != ReportSource::queue) {
        add_people(statement, scope, question.group, question.agent);
    } else if (!scope.is_everything()) {
        statement.add(" AND t.queue IN (").add(group_queues, scope.group(), scope.group()).add(")");
    }
    const bool has_queue = source == ReportSource::queue || source == ReportSource::agent;
    if (!question.queue.empty() && has_queue) statement.add(" AND t.queue = ?", question.queue);
    if (question.by == ReportBy::queue) statement.add(" AND t.queue <> ''");
    return statement.add(" GROUP BY 1");
}

crm::CallSums read_calls(const Rows& row)
{
    crm::CallSums sums;
    sums.offered = row.integer(2);
    sums.answered = sums.handled = row.integer(3);
    sums.abandoned = row.integer(4);
    sums.unanswered = row.integer(5);
    sums.wait = row.integer(6);
    sums.longest = row.integer(7);
    sums.talk = row.integer(8);
    sums.hold = row.integer(9);
    sums.wrapup = row.integer(10);
    sums.outgoing = row.integer(11);
    sums.outgoing_talk = row.integer(12);
    sums.in_time = row.integer(13);
    sums.short_abandoned = row.integer(14);
    return sums;
}

crm::TimeSums read_time(const Rows& row, unsigned first)
{
    return {row.integer(first),     row.integer(first + 1), row.integer(first + 2), row.integer(first + 3),
            row.integer(first + 4), row.integer(first + 5), row.integer(first + 6), row.integer(first + 7)};
}

std::vector<KeyedTime> read_times(Rows rows)
{
    std::vector<KeyedTime> found;
    while (rows.next())
        found.push_back({rows.text(1), read_time(rows, 2)});
    return found;
}

std::vector<ReportName> read_names(Rows rows)
{
    std::vector<ReportName> names;
    while (rows.next())
        names.push_back({rows.id(1), rows.text(2), rows.text(3)});
    return names;
}

}  // namespace

std::vector<KeyedCalls> ReportGateway::offers(const crm::Scope& scope, const ReportQuestion& question,
                                              const ReportSpan& span)
{
    std::vector<KeyedCalls> found;
    auto rows = db_.get().query(calls_of(scope, question, source_of(question), span));
    while (rows.next()) {
        auto& sums = found.emplace_back(KeyedCalls{rows.text(1), read_calls(rows)}).sums;
        if (crm::has_handling_apart(question)) sums.handled = sums.talk = sums.hold = sums.wrapup = 0;
    }
    return found;
}

std::vector<KeyedCalls> ReportGateway::handling(const crm::Scope& scope, const ReportQuestion& question,
                                                const ReportSpan& span)
{
    std::vector<KeyedCalls> found;
    auto rows = db_.get().query(calls_of(scope, question, ReportSource::agent, span));
    while (rows.next()) {
        const auto read = read_calls(rows);
        crm::CallSums sums;
        sums.handled = read.handled;
        sums.talk = read.talk;
        sums.hold = read.hold;
        sums.wrapup = read.wrapup;
        sums.outgoing = read.outgoing;
        sums.outgoing_talk = read.outgoing_talk;
        found.push_back({rows.text(1), sums});
    }
    return found;
}

std::vector<KeyedTime> ReportGateway::time(const crm::Scope& scope, const ReportQuestion& question,
                                           const ReportSpan& span)
{
    if (question.by == ReportBy::campaign) {
        Statement statement{"SELECT k.campaignid"};
        statement.add(time_sums).add(agents_of_campaigns, span.begin, span.end);
        if (const auto group = group_of(scope, question.group)) statement.add(" AND c.groupid = ?", *group);
        return read_times(db_.get().query(statement.add(their_time)));
    }
    auto statement = key_of(question.by, span.offset);
    statement.add(time_sums).add(from_time, span.begin, span.end);
    statement.add(has_agents(question) ? Statement{" AND t.accountid <> 0"} : Statement{" AND t.accountid = 0"});
    add_people(statement, scope, question.group, question.agent);
    return read_times(db_.get().query(statement.add(" GROUP BY 1")));
}

std::vector<AgentDay> ReportGateway::agent_days(const crm::Scope& scope, std::optional<unsigned> group,
                                                std::optional<unsigned> agent, const ReportSpan& span)
{
    Statement statement{
        "SELECT s.accountid, s.day, s.reason, s.first, s.last, s.ready, s.paused, s.ringing, s.dialing,"
        " s.talking, s.hold, s.wrapup, s.unreachable FROM (SELECT t.accountid, DATE_FORMAT(t.slot +"
        " INTERVAL ? SECOND, '%Y-%m-%d') AS day, t.reason, MIN(t.firsttime) AS first, MAX(t.lasttime)"
        " AS last, SUM(t.ready) AS ready, SUM(t.paused) AS paused, SUM(t.ringing) AS ringing,"
        " SUM(t.dialing) AS dialing, SUM(t.talking) AS talking, SUM(t.hold) AS hold, SUM(t.wrapup) AS"
        " wrapup, SUM(t.unreachable) AS unreachable",
        span.offset.count()};
    statement.add(from_time, span.begin, span.end).add(" AND t.accountid <> 0");
    add_people(statement, scope, group, agent);
    statement.add(
        " GROUP BY 1, 2, 3) s LEFT JOIN astercrm_account a ON a.id = s.accountid"
        " ORDER BY a.username, s.accountid, s.day, s.reason");
    auto rows = db_.get().query(statement);
    std::vector<AgentDay> days;
    while (rows.next())
        days.push_back({rows.id(1), rows.text(2), rows.text(3), read_time(rows, 6), rows.time(4).value_or(TimePoint{}),
                        rows.time(5).value_or(TimePoint{})});
    return days;
}

std::vector<AgentDayCalls> ReportGateway::agent_day_calls(const crm::Scope& scope, std::optional<unsigned> group,
                                                          std::optional<unsigned> agent, const ReportSpan& span)
{
    Statement statement{
        "SELECT t.accountid, DATE_FORMAT(t.slot + INTERVAL ? SECOND, '%Y-%m-%d'), SUM(t.answered +"
        " t.outgoing)",
        span.offset.count()};
    statement.add(from_calls, source_word(ReportSource::agent), span.begin, span.end);
    add_people(statement, scope, group, agent);
    auto rows = db_.get().query(statement.add(" GROUP BY 1, 2"));
    std::vector<AgentDayCalls> days;
    while (rows.next())
        days.push_back({rows.id(1), rows.text(2), rows.integer(3)});
    return days;
}

std::vector<crm::DayStretch> ReportGateway::stretches(const crm::Scope& scope, unsigned account, TimePoint begin,
                                                      TimePoint end, TimePoint now)
{
    std::vector<crm::DayStretch> found;
    auto rows = db_.get().query(select_stretches, now, account, scope.is_everything(), scope.group(), end, account,
                                begin, begin);
    while (rows.next())
        found.push_back({rows.time(1).value_or(begin), rows.time(2).value_or(now), rows.text(3), rows.text(4),
                         rows.text(5), rows.text(6)});
    return crm::cut(std::move(found), begin, end);
}

crm::CallSums ReportGateway::own_calls(unsigned account, TimePoint begin, TimePoint end)
{
    crm::CallSums sums;
    auto row = db_.get().query(select_own_calls, account, begin, end, account, begin, end);
    if (!row.next()) return sums;
    sums.answered = row.integer(1);
    sums.talk = row.integer(2);
    sums.hold = row.integer(3);
    sums.outgoing = row.integer(4);
    sums.outgoing_talk = row.integer(5);
    return sums;
}

std::optional<TimePoint> ReportGateway::counted_at()
{
    auto row = db_.get().query(select_counted_at);
    return row.next() ? row.time(1) : std::nullopt;
}

std::vector<ReportName> ReportGateway::agents(const crm::Scope& scope)
{
    return read_names(db_.get().query(select_agents, scope.is_everything(), scope.group()));
}

std::vector<ReportName> ReportGateway::groups(const crm::Scope& scope)
{
    return read_names(db_.get().query(select_groups, scope.is_everything(), scope.group()));
}

std::vector<ReportName> ReportGateway::campaigns(const crm::Scope& scope)
{
    return read_names(db_.get().query(select_campaigns, scope.is_everything(), scope.group()));
}

std::vector<std::string> ReportGateway::queues(const crm::Scope& scope)
{
    auto& db = db_.get();
    auto rows = scope.is_everything() ? db.query(select_queues) : db.query(group_queues, scope.group(), scope.group());
    std::vector<std::string> queues;
    while (rows.next())
        queues.push_back(rows.text(1));
    return queues;
}

std::vector<std::pair<std::string, std::string>> ReportGateway::line_names()
{
    std::vector<std::pair<std::string, std::string>> names;
    auto rows = db_.get().query(select_lines);
    while (rows.next())
        names.emplace_back(rows.text(1), rows.text(2));
    return names;
}

}  // namespace db
