// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/housekeeping_gateway.h"

#include <vector>

namespace db {

namespace {

constexpr Sql delete_calls = "DELETE FROM mycdr WHERE calldate < ? ORDER BY calldate LIMIT ?";

// In progress is what has no end; its row stays.
constexpr Sql delete_recordings =
    "DELETE FROM monitorrecord WHERE COALESCE(endtime, starttime, cretime) < ? AND "
    "status NOT IN ('requested','recording','stopping','recorded') ORDER BY id LIMIT ?";

constexpr Sql delete_decisions = "DELETE FROM dial_decision WHERE keepuntil < ? ORDER BY keepuntil LIMIT ?";

constexpr Sql begin_import_details =
    "UPDATE import_job SET details = 'going' WHERE details = 'kept' AND status IN ('done', 'undone') AND "
    "finishtime < ?";
constexpr Sql select_import_details = "SELECT id FROM import_job WHERE details = 'going' ORDER BY id LIMIT 1";
constexpr Sql end_import_details = "UPDATE import_job SET details = 'gone' WHERE id = ?";
constexpr Sql delete_rejects = "DELETE FROM import_row_reject WHERE importid = ? LIMIT ?";
constexpr Sql delete_old_customers = "DELETE FROM import_old_customer WHERE importid = ? LIMIT ?";
constexpr Sql delete_old_contacts = "DELETE FROM import_old_contact WHERE importid = ? LIMIT ?";
constexpr Sql delete_old_dial = "DELETE FROM import_old_diallist WHERE importid = ? LIMIT ?";

// dialedtime is when the attempt was made. A minute at least: an attempt may still be under way.
constexpr Sql select_unanswered =
    "SELECT d.id FROM dialedlist d JOIN campaign c ON c.id = d.campaignid WHERE c.enablerecycle = 1 AND "
    "d.answertime IS NULL AND d.trytime < c.maxtrytime AND "
    // Dialed by hand: not while it is being called, not what must not be called, nor what its agent has decided.
    "(d.accountid = 0 OR (d.response NOT IN ('', 'DNC', 'INVALID') AND d.dispositionid = 0)) AND "
    "d.dialedtime < UTC_TIMESTAMP() - INTERVAL GREATEST(c.recycletime, 60) SECOND ORDER BY d.id LIMIT ? FOR UPDATE";
constexpr Sql insert_again =
    "INSERT INTO diallist (dialnumber, dialtime, assign, groupid, trytime, campaignid, creby, cretime) "
    "SELECT dialednumber, dialtime, assign, groupid, trytime, campaignid, 'astercctools', UTC_TIMESTAMP() "
    "FROM dialedlist WHERE id = ?";
constexpr Sql delete_dialed = "DELETE FROM dialedlist WHERE id = ?";

}  // namespace

std::uint64_t HousekeepingGateway::delete_calls_before(TimePoint before, int limit)
{
    return connection_.execute(delete_calls, before, limit);
}

std::uint64_t HousekeepingGateway::delete_recordings_before(TimePoint before, int limit)
{
    return connection_.execute(delete_recordings, before, limit);
}

std::uint64_t HousekeepingGateway::delete_decisions_kept_until(TimePoint day, int limit)
{
    return connection_.execute(delete_decisions, day, limit);
}

std::uint64_t HousekeepingGateway::delete_import_details_before(TimePoint before, int limit)
{
    connection_.execute(begin_import_details, before);
    for (;;) {
        auto going = connection_.query(select_import_details);
        if (!going.next()) return 0;
        const auto import = going.id(1);
        std::uint64_t deleted = 0;
        for (const auto sql : {delete_rejects, delete_old_customers, delete_old_contacts, delete_old_dial})
            deleted += connection_.execute(sql, import, limit);
        if (deleted > 0) return deleted;
        connection_.execute(end_import_details, import);
    }
}

std::uint64_t HousekeepingGateway::recycle_numbers(int limit)
{
    Transaction transaction{connection_};
    std::vector<std::int64_t> ids;
    for (auto rows = connection_.query(select_unanswered, limit); rows.next();)
        ids.push_back(rows.integer(1));
    for (const auto id : ids) {
        connection_.execute(insert_again, id);
        connection_.execute(delete_dialed, id);
    }
    transaction.commit();
    return ids.size();
}

}  // namespace db
