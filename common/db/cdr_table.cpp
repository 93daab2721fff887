// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/cdr_table.h"

namespace db {

namespace {

constexpr Sql count_linkedid =
    "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'cdr' "
    "AND column_name = 'linkedid'";
constexpr Sql select_newest = "SELECT CAST(MAX(calldate) AS CHAR) FROM cdr";
constexpr Sql select_plain =
    "SELECT CAST(calldate AS CHAR), clid, duration, billsec, disposition, src, dst, channel, dstchannel, lastapp, "
    "lastdata, accountcode, userfield, uniqueid FROM cdr WHERE calldate >= ? "
    "ORDER BY calldate, uniqueid, dstchannel LIMIT ? OFFSET ?";
constexpr Sql select_linked =
    "SELECT CAST(calldate AS CHAR), clid, duration, billsec, disposition, src, dst, channel, dstchannel, lastapp, "
    "lastdata, accountcode, userfield, uniqueid, linkedid FROM cdr WHERE calldate >= ? "
    "ORDER BY calldate, uniqueid, dstchannel LIMIT ? OFFSET ?";

}  // namespace

CdrTable::CdrTable(const DbConfig& config, calls::CdrClock clock)
    : connection_(config, Connection::Schema::foreign), clock_(clock)
{
    auto rows = connection_.query(count_linkedid);
    has_linkedid_ = rows.next() && rows.flag(1);
}

std::optional<TimePoint> CdrTable::newest()
{
    auto rows = connection_.query(select_newest);
    return rows.next() ? calls::parse_cdr_time(rows.text(1), clock_) : std::nullopt;
}

CdrTable::Page CdrTable::read(TimePoint from, std::uint64_t skipped, std::size_t most)
{
    Page page;
    const auto start = calls::to_cdr_time(from, clock_);
    auto rows = has_linkedid_ ? connection_.query(select_linked, start, most, skipped)
                              : connection_.query(select_plain, start, most, skipped);
    for (; rows.next(); ++page.rows) {
        calls::CdrRecord record;
        record.src = rows.text(6);
        record.dst = rows.text(7);
        record.channel = rows.text(8);
        record.dstchannel = rows.text(9);
        record.lastapp = rows.text(10);
        record.lastdata = rows.text(11);
        record.accountcode = rows.text(12);
        record.userfield = rows.text(13);
        record.uniqueid = rows.text(14);
        if (has_linkedid_) record.linkedid = rows.text(15);
        const calls::CdrTableRow row{rows.text(2), rows.text(1), rows.integer(3), rows.integer(4), rows.text(5)};
        if (calls::complete(record, row, clock_)) page.records.push_back(std::move(record));
    }
    return page;
}

}  // namespace db
