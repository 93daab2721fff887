// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/housekeeping.h"

#include "common/db/housekeeping_gateway.h"
#include "common/runtime/log.h"

namespace tools {

namespace {

// Small enough that nobody waits for their locks.
constexpr int rows_per_batch = 500;
constexpr int numbers_per_batch = 100;

runtime::TimePoint days_ago(int days)
{
    return runtime::now() - std::chrono::hours{24} * days;
}

}  // namespace

bool Housekeeping::pass(db::Connection& connection)
{
    const int cdr_days = keep_cdr_days_;
    const int import_days = keep_import_days_;
    const bool is_more_old = cdr_days > 0 && delete_old(connection, cdr_days);
    const bool is_more_of_imports = import_days > 0 && delete_import_details(connection, import_days);
    const bool is_more_of_decisions = delete_decisions(connection);
    return recycle(connection) || is_more_old || is_more_of_imports || is_more_of_decisions;
}

bool Housekeeping::delete_old(db::Connection& connection, int days)
{
    const auto before = days_ago(days);
    db::HousekeepingGateway gateway{connection};
    const auto calls = gateway.delete_calls_before(before, rows_per_batch);
    const auto recordings = gateway.delete_recordings_before(before, rows_per_batch);
    if (calls + recordings == 0) return false;
    rows_deleted_ += calls + recordings;
    runtime::log_info("old_records_deleted",
                      {{"mycdr", calls}, {"monitorrecord", recordings}, {"keep_cdr_days", days}});
    return calls == rows_per_batch || recordings == rows_per_batch;
}

bool Housekeeping::delete_import_details(db::Connection& connection, int days)
{
    const auto before = days_ago(days);
    const auto rows = db::HousekeepingGateway{connection}.delete_import_details_before(before, rows_per_batch);
    if (rows == 0) return false;
    rows_deleted_ += rows;
    runtime::log_info("import_details_deleted", {{"rows", rows}, {"keep_import_days", days}});
    return true;
}

bool Housekeeping::delete_decisions(db::Connection& connection)
{
    const auto rows = db::HousekeepingGateway{connection}.delete_decisions_kept_until(runtime::now(), rows_per_batch);
    if (rows == 0) return false;
    rows_deleted_ += rows;
    runtime::log_info("decisions_deleted", {{"rows", rows}});
    return rows == rows_per_batch;
}

bool Housekeeping::recycle(db::Connection& connection)
{
    const auto numbers = db::HousekeepingGateway{connection}.recycle_numbers(numbers_per_batch);
    if (numbers == 0) return false;
    numbers_recycled_ += numbers;
    runtime::log_info("numbers_recycled", {{"numbers", numbers}});
    return numbers == numbers_per_batch;
}

}  // namespace tools
