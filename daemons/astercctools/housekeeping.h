// SPDX-License-Identifier: GPL-3.0-or-later
// What must go or come back with time: records older than keep_cdr_days, details of imports older than
// keep_import_days, decisions of dialing whose time to be kept is over, numbers of campaigns to be dialed again.
// Database thread.
#pragma once

#include "common/db/connection.h"

#include <atomic>
#include <cstdint>

namespace tools {

class Housekeeping {
public:
    // 0 days: for ever.
    Housekeeping(int keep_cdr_days, int keep_import_days)
        : keep_cdr_days_(keep_cdr_days), keep_import_days_(keep_import_days)
    {
    }

    // From the next pass on. Any thread.
    void keep(int cdr_days, int import_days)
    {
        keep_cdr_days_ = cdr_days;
        keep_import_days_ = import_days;
    }

    // True: there is more to do at once.
    bool pass(db::Connection& connection);

    // For metrics; any thread.
    [[nodiscard]] std::uint64_t rows_deleted() const { return rows_deleted_; }
    [[nodiscard]] std::uint64_t numbers_recycled() const { return numbers_recycled_; }

private:
    bool delete_old(db::Connection& connection, int days);
    bool delete_import_details(db::Connection& connection, int days);
    bool delete_decisions(db::Connection& connection);
    bool recycle(db::Connection& connection);

    std::atomic<int> keep_cdr_days_;
    std::atomic<int> keep_import_days_;
    std::atomic<std::uint64_t> rows_deleted_ = 0;
    std::atomic<std::uint64_t> numbers_recycled_ = 0;
};

}  // namespace tools
