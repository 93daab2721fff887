// SPDX-License-Identifier: GPL-3.0-or-later
// The table `cdr` that cdr_adaptive_odbc or cdr_mysql write: calldate, clid, src, dst, channel, dstchannel, lastapp,
// lastdata, duration, billsec, disposition, accountcode, userfield, uniqueid and, where it has it, linkedid. Read in
// the order of calldate, when each call began; an index on that column spares its server a lot.
#pragma once

#include "common/calls/cdr_record.h"
#include "common/db/connection.h"

namespace db {

class CdrTable {
public:
    // A database that is none of ours. Throws DbUnavailable, or DbError when it has no such table.
    CdrTable(const DbConfig& config, calls::CdrClock clock);

    // Records that began at that second or later, without the first `skipped` of them.
    struct Page {
        std::vector<calls::CdrRecord> records;
        std::size_t rows = 0;  // those included that are no records
    };
    [[nodiscard]] Page read(TimePoint from, std::uint64_t skipped, std::size_t most);

    [[nodiscard]] std::optional<TimePoint> newest();

private:
    Connection connection_;
    calls::CdrClock clock_;
    bool has_linkedid_ = false;
};

}  // namespace db
