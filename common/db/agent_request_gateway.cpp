// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/agent_request_gateway.h"

#include "common/db/agent_state_rows.h"
#include "common/db/clipped.h"

#include <algorithm>

namespace db {

namespace {

constexpr std::size_t queue_width = 80;

constexpr Sql insert_sign_in =
    "INSERT INTO agent_request (accountid, action, creby, cretime) SELECT id, 'sign_in', ?, ? FROM astercrm_account "
    "WHERE id = ? AND (extension <> '' OR channel <> '' OR agent <> '')";

constexpr Sql insert_sign_out =
    "INSERT INTO agent_request (accountid, action, creby, cretime) SELECT s.accountid, 'sign_out', ?, ? "
    "FROM agent_state s WHERE s.accountid = ? AND NOT EXISTS (SELECT 1 FROM session x WHERE x.accountid = s.accountid)";

constexpr Sql insert_plain =
    "INSERT INTO agent_request (accountid, action, creby, cretime) SELECT accountid, ?, ?, ? FROM agent_state "
    "WHERE accountid = ?";

constexpr Sql insert_pause =
    "INSERT INTO agent_request (accountid, action, reasonid, reason, creby, cretime) "
    "SELECT s.accountid, 'pause', r.id, r.reason, ?, ? FROM agent_state s JOIN pause_reason r ON r.id = ? "
    "AND r.groupid IN (0, ?) WHERE s.accountid = ?";

constexpr Sql insert_of_queue =
    "INSERT INTO agent_request (accountid, action, queuename, creby, cretime) "
    "SELECT s.accountid, ?, q.queuename, ?, ? FROM agent_state s JOIN queue_name q ON q.server = s.server "
    "AND q.queuename = ? WHERE s.accountid = ?";

constexpr Sql select_state =
    "SELECT s.error, s.status, s.reasonid, s.reason, s.statussince, s.state, s.statesince, s.queue, s.linkedid, "
    "s.served, s.wrapupend, s.nextstatus, s.nextreasonid, s.nextreason, s.earlierstatus, s.earlierreasonid, "
    "s.earlierreason FROM agent_state s WHERE s.accountid = ?";

constexpr Sql select_seats = "SELECT queuename, member, paused, reason FROM agent_queue WHERE accountid = ?";

constexpr Sql select_reasons =
    "SELECT id, reason, colour, limitminutes FROM pause_reason WHERE groupid IN (0, ?) ORDER BY id";

constexpr Sql select_queues =
    "SELECT q.queuename, m.id IS NOT NULL AND m.isdynamic = 0, q.curcalls FROM agent_state s "
    "JOIN queue_name q ON q.server = s.server LEFT JOIN queue_agent m ON m.server = q.server "
    "AND m.queuename = q.queuename AND m.agent = s.interface WHERE s.accountid = ? ORDER BY q.queuename";

}  // namespace

void AgentRequestGateway::sign_in(unsigned account, const std::string& by, TimePoint now)
{
    db_.get().execute(insert_sign_in, by, now, account);
}

void AgentRequestGateway::sign_out(unsigned account, const std::string& by, TimePoint now)
{
    db_.get().execute(insert_sign_out, by, now, account);
}

bool AgentRequestGateway::ask(const Account& account, const std::string& action, TimePoint now)
{
    return db_.get().execute(insert_plain, action, account.username, now, account.id) > 0;
}

bool AgentRequestGateway::ask_pause(const Account& account, unsigned reason, TimePoint now)
{
    return db_.get().execute(insert_pause, account.username, now, reason, account.groupid, account.id) > 0;
}

bool AgentRequestGateway::ask_of_queue(const Account& account, const std::string& action, const std::string& queue,
                                       TimePoint now)
{
    return db_.get().execute(insert_of_queue, action, account.username, now, Clipped{queue, queue_width}, account.id) >
           0;
}

std::optional<calls::AgentNews> AgentRequestGateway::find(unsigned account)
{
    auto& connection = db_.get();
    auto state = connection.query(select_state, account);
    if (!state.next()) return std::nullopt;
    calls::AgentNews news;
    news.error = state.text(1);
    news.record = read_agent_record(state, 2);
    news.at = std::max(news.record.standing_since, news.record.state_since);
    for (auto rows = connection.query(select_seats, account); rows.next();)
        news.seats[rows.text(1)] = read_queue_seat(rows, 2);
    return news;
}

std::vector<OfferedReason> AgentRequestGateway::reasons(const Account& account)
{
    std::vector<OfferedReason> reasons;
    for (auto rows = db_.get().query(select_reasons, account.groupid); rows.next();)
        reasons.push_back({rows.id(1), rows.text(2), rows.text(3), rows.id(4)});
    return reasons;
}

std::vector<OfferedQueue> AgentRequestGateway::queues(unsigned account)
{
    std::vector<OfferedQueue> queues;
    for (auto rows = db_.get().query(select_queues, account); rows.next();)
        queues.push_back({rows.text(1), rows.flag(2), static_cast<int>(rows.integer(3))});
    return queues;
}

}  // namespace db
