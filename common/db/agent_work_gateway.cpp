// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/agent_work_gateway.h"

namespace db {

namespace {

// Locks a row that is there already, too. INSERT IGNORE would share the lock, and two of them block each other.
constexpr Sql insert_work =
    "INSERT INTO agent_work (accountid, since, seentime) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE accountid = "
    "accountid";
constexpr Sql select_work =
    "SELECT phase, isround, diallistid, dialedlistid, since, nexttime, seentime, trouble FROM agent_work "
    "WHERE accountid = ?";
constexpr Sql lock_work =
    "SELECT phase, isround, diallistid, dialedlistid, since, nexttime, seentime, trouble FROM agent_work "
    "WHERE accountid = ? FOR UPDATE";
constexpr Sql update_work =
    "UPDATE agent_work SET phase = ?, isround = ?, diallistid = ?, dialedlistid = ?, since = ?, nexttime = ?, "
    "seentime = ?, trouble = ? WHERE accountid = ?";

constexpr Sql select_standing =
    "SELECT s.state = 'wrapup' OR EXISTS (SELECT 1 FROM curcdr c WHERE c.srcaccountid = a.id OR c.dstaccountid = "
    "a.id), "
    "s.status = 'paused' AND s.reasonid > 0, s.state = 'unreachable', a.dialinterval, g.agentinterval FROM "
    "astercrm_account a "
    "LEFT JOIN astercrm_accountgroup g ON g.id = a.groupid LEFT JOIN agent_state s ON s.accountid = a.id "
    "WHERE a.id = ?";

dialing::ListWork read_work(Rows row)
{
    dialing::ListWork work;
    if (!row.next()) return work;
    work.phase = dialing::parse_work_phase(row.text(1)).value_or(dialing::WorkPhase::off);
    work.is_round = row.flag(2);
    work.task = static_cast<std::uint64_t>(row.integer(3));
    work.attempt = static_cast<std::uint64_t>(row.integer(4));
    work.since = row.time(5).value_or(TimePoint{});
    work.next_at = row.time(6);
    work.seen = row.time(7).value_or(TimePoint{});
    work.trouble = dialing::parse_work_trouble(row.text(8)).value_or(dialing::WorkTrouble::none);
    return work;
}

std::optional<long long> number(const Rows& row, unsigned column)
{
    return row.is_null(column) ? std::nullopt : std::optional<long long>{row.integer(column)};
}

}  // namespace

dialing::ListWork AgentWorkGateway::find(unsigned account)
{
    return read_work(db_.get().query(select_work, account));
}

dialing::ListWork AgentWorkGateway::lock(unsigned account, TimePoint now)
{
    auto& connection = db_.get();
    connection.execute(insert_work, account, now, now);
    return read_work(connection.query(lock_work, account));
}

void AgentWorkGateway::store(unsigned account, const dialing::ListWork& work)
{
    db_.get().execute(update_work, dialing::to_string(work.phase), work.is_round, work.task, work.attempt, work.since,
                      work.next_at, work.seen, dialing::to_string(work.trouble), account);
}

AgentStanding AgentWorkGateway::standing(unsigned account)
{
    auto row = db_.get().query(select_standing, account);
    if (!row.next()) return {};
    return {row.flag(1), row.flag(2), !row.flag(3), dialing::dial_interval(number(row, 4), number(row, 5))};
}

}  // namespace db
