// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/recycle_gateway.h"

#include "common/db/crm_tables.h"
#include "common/db/row_audit.h"

namespace db {

namespace {

// The latest attempt of a number that is over, was allowed, and is not waiting already.
constexpr Sql select_recyclable =
    "SELECT d.id FROM dialedlist d JOIN campaign c ON c.id = d.campaignid WHERE d.recycledtime IS NULL "
    "AND d.response NOT IN ('DNC', 'INVALID', 'REFUSED') "
    // Without a response it runs, unless it is of a time when none was written down.
    "AND (d.response <> '' OR (d.mode = 'hand' AND d.accountid = 0)) "
    "AND NOT EXISTS (SELECT 1 FROM dialedlist e WHERE e.dialednumber = d.dialednumber AND e.campaignid = d.campaignid "
    "AND e.id > d.id) AND NOT EXISTS (SELECT 1 FROM diallist l WHERE l.dialnumber = d.dialednumber AND "
    "l.campaignid = d.campaignid)";
constexpr Sql only_unanswered =
    " AND d.answertime IS NULL AND d.trytime < c.maxtrytime AND d.response <> 'MACHINE' AND d.isabandoned = 0";

constexpr Sql insert_again =
    "INSERT INTO diallist (dialnumber, dialtime, assign, groupid, trytime, campaignid, memo, timezone, consenttime, "
    "linetype, creby, cretime) SELECT d.dialednumber, ?, d.assign, d.groupid, "
    "IF(c.maxtrytime > 0 AND d.trytime >= c.maxtrytime, 0, d.trytime), d.campaignid, d.memo, d.timezone, "
    "d.consenttime, d.linetype, ?, ? FROM dialedlist d JOIN campaign c ON c.id = d.campaignid WHERE d.id = ?";
constexpr Sql mark_recycled = "UPDATE dialedlist SET recycledtime = ? WHERE id = ?";

}  // namespace

std::vector<std::uint64_t> RecycleGateway::recyclable(const crm::Scope& scope, const std::vector<std::uint64_t>& ids,
                                                      RecycleRule rule, bool lock)
{
    std::vector<std::uint64_t> found;
    if (ids.empty()) return found;
    Statement statement{select_recyclable};
    if (rule == RecycleRule::unanswered) statement.add(only_unanswered);
    if (!scope.is_everything()) statement.add(" AND d.groupid = ?", scope.group());
    statement.add(" AND d.id IN (");
    for (std::size_t i = 0; i < ids.size(); ++i)
        statement.add(i > 0 ? Sql(", ?") : Sql("?"), ids[i]);
    statement.add(lock ? Sql(") ORDER BY d.id FOR UPDATE") : Sql(") ORDER BY d.id"));
    for (auto rows = db_.get().query(statement); rows.next();)
        found.push_back(static_cast<std::uint64_t>(rows.integer(1)));
    return found;
}

std::size_t RecycleGateway::count(const crm::Scope& scope, const std::vector<std::uint64_t>& ids, RecycleRule rule)
{
    return recyclable(scope, ids, rule, false).size();
}

std::vector<std::uint64_t> RecycleGateway::recycle(const crm::Scope& scope, const std::vector<std::uint64_t>& ids,
                                                   RecycleRule rule, const std::optional<TimePoint>& due,
                                                   const Actor& actor, TimePoint now)
{
    auto& connection = db_.get();
    RowAudit audit{db_, tables::diallist};
    std::vector<std::uint64_t> waiting;
    Transaction transaction{connection};
    for (const auto id : recyclable(scope, ids, rule, true)) {
        connection.execute(insert_again, due, actor.username, now, id);
        waiting.push_back(connection.last_insert_id());
        audit.created(waiting.back(), actor, now);
        connection.execute(mark_recycled, now, id);
    }
    transaction.commit();
    return waiting;
}

}  // namespace db
