// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/supervision_gateway.h"

#include "common/db/live_call_rows.h"

namespace db {

namespace {

constexpr unsigned account_column = 18;

constexpr Sql select_call =
    "SELECT c.server, c.srcuid, c.dstuid, c.linkedid, c.src, c.srcname, c.dst, c.srcchan, c.dstchan, c.didnumber,"
    " c.queue, c.disposition, c.held, COALESCE(c.dstaccountid = a.id, 0), c.starttime, c.ringtime, c.answertime, a.id"
    " FROM curcdr c LEFT JOIN astercrm_account a ON a.id IN (c.dstaccountid, c.srcaccountid)"
    " WHERE c.server = ? AND c.srcuid = ? AND c.dstuid = ? AND (? OR a.groupid = ?)"
    " ORDER BY a.id = ? DESC, c.dstaccountid = a.id DESC";

constexpr Sql select_agent =
    "SELECT a.id, a.groupid, TRIM(CONCAT(a.firstname, ' ', a.lastname)), a.username, s.state FROM agent_state s"
    " JOIN astercrm_account a ON a.id = s.accountid WHERE (? OR a.groupid = ?) AND a.id = ?";

constexpr Sql select_reason = "SELECT id, reason FROM pause_reason WHERE groupid IN (0, ?) AND id = ?";

constexpr Sql select_reasons =
    "SELECT id, reason, colour, limitminutes, groupid FROM pause_reason WHERE ? OR groupid IN (0, ?) ORDER BY id";

constexpr Sql insert_request =
    "INSERT INTO agent_request (accountid, action, reasonid, reason, creby, cretime) VALUES (?, ?, ?, ?, ?, ?)";

// One supervisor tells one account one thing at a time: a second press in the same millisecond is the first.
constexpr Sql insert_notice =
    "INSERT IGNORE INTO feed (origin, seq, cretime, topic, accountid, groupid, payload)"
    " SELECT CONCAT('notice/', ?, '/', a.id), ?, ?, 'notice', a.id, a.groupid, ? FROM astercrm_account a WHERE a.id = "
    "?";

}  // namespace

std::optional<SupervisedCall> SupervisionGateway::call(const crm::Scope& scope, const std::string& server,
                                                       const calls::LegKey& leg, unsigned account)
{
    auto rows =
        db_.get().query(select_call, server, leg.srcuid, leg.dstuid, scope.is_everything(), scope.group(), account);
    if (!rows.next()) return std::nullopt;
    SupervisedCall found{read_live_call(rows, 1), {}};
    do {
        if (!rows.is_null(account_column)) found.accounts.push_back(rows.id(account_column));
    } while (rows.next());
    const bool is_without = account != 0 && (found.accounts.empty() || found.accounts.front() != account);
    return is_without ? std::nullopt : std::optional{std::move(found)};
}

std::optional<SupervisedAgent> SupervisionGateway::agent(const crm::Scope& scope, unsigned account)
{
    auto row = db_.get().query(select_agent, scope.is_everything(), scope.group(), account);
    if (!row.next()) return std::nullopt;
    return SupervisedAgent{.account = row.id(1),
                           .group = row.id(2),
                           .name = row.text(3).empty() ? row.text(4) : row.text(3),
                           .state = calls::parse_agent_state(row.text(5)).value_or(calls::AgentState::idle)};
}

std::vector<GroupPauseReason> SupervisionGateway::pause_reasons(const crm::Scope& scope)
{
    std::vector<GroupPauseReason> reasons;
    for (auto rows = db_.get().query(select_reasons, scope.is_everything(), scope.group()); rows.next();)
        reasons.push_back({rows.id(1), rows.text(2), rows.text(3), rows.id(4), rows.id(5)});
    return reasons;
}

std::optional<ForcedPause> SupervisionGateway::pause_reason(unsigned reason, unsigned group)
{
    auto row = db_.get().query(select_reason, group, reason);
    if (!row.next()) return std::nullopt;
    return ForcedPause{row.id(1), row.text(2)};
}

void SupervisionGateway::ask(const SupervisedAgent& agent, const std::string& action, const ForcedPause& pause,
                             const std::string& by, TimePoint now)
{
    db_.get().execute(insert_request, agent.account, action, pause.reason, pause.word, by, now);
}

void SupervisionGateway::tell(unsigned account, const calls::SupervisorNotice& notice, unsigned by)
{
    db_.get().execute(insert_notice, by, runtime::to_epoch_ms(notice.at), notice.at, calls::to_json(notice), account);
}

}  // namespace db
