// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/verify_gateway.h"

namespace db {

namespace {

// One statement, so that all of it is as of one moment.
constexpr Sql select_moment =
    "SELECT p.journal, p.segment, p.position, p.needed_segment, p.needed_offset, "
    "(SELECT COALESCE(MAX(id), 0) FROM mycdr), c.srcuid, c.dstuid, c.disposition "
    "FROM mirror_position p LEFT JOIN curcdr c ON c.server = p.server WHERE p.server = ?";
constexpr Sql select_recorded =
    "SELECT srcuid, dstuid, linkedid, disposition, billsec, calldate, origin FROM mycdr "
    "WHERE server = ? AND srcuid = ? AND dstuid = ?";
constexpr Sql select_since =
    "SELECT srcuid, dstuid, linkedid, disposition, billsec, calldate, origin FROM mycdr "
    "WHERE server = ? AND calldate >= ? AND id <= ? AND origin <> 'cdr' ORDER BY calldate";
constexpr Sql select_twins =
    "SELECT MIN(srcuid), MIN(dstuid), linkedid, MIN(disposition), MIN(billsec), MIN(calldate), MIN(origin) FROM mycdr "
    "WHERE server = ? AND calldate >= ? AND dstchannel <> '' "
    "GROUP BY linkedid, channel, dstchannel HAVING COUNT(*) > 1";
constexpr Sql select_older = "SELECT id FROM mycdr WHERE linkedid = ? AND server = ? AND calldate < ? LIMIT 1";
constexpr Sql select_live_start = "SELECT starttime FROM curcdr WHERE server = ? AND srcuid = ? AND dstuid = ?";

VerifyGateway::Recorded row_of(const Rows& rows)
{
    return {.key = {rows.text(1), rows.text(2)},
            .linkedid = rows.text(3),
            .disposition = rows.text(4),
            .billsec = rows.integer(5),
            .start = rows.time(6).value_or(TimePoint{}),
            .is_concluded = rows.text(7) == "gap"};
}

}  // namespace

std::optional<VerifyGateway::Moment> VerifyGateway::moment()
{
    std::optional<Moment> moment;
    for (auto rows = connection_.query(select_moment, server_); rows.next();) {
        const auto number = [&](unsigned column) { return static_cast<std::uint64_t>(rows.integer(column)); };
        if (!moment) moment = Moment{{rows.text(1), number(2), number(3), number(4), number(5)}, number(6), {}};
        if (!rows.is_null(7)) moment->live.push_back({{rows.text(7), rows.text(8)}, rows.text(9)});
    }
    return moment;
}

std::optional<VerifyGateway::Recorded> VerifyGateway::find(const calls::LegKey& key)
{
    auto rows = connection_.query(select_recorded, server_, key.srcuid, key.dstuid);
    return rows.next() ? std::optional{row_of(rows)} : std::nullopt;
}

void VerifyGateway::each_since(TimePoint begin, std::uint64_t newest_row,
                               const std::function<void(const Recorded&)>& sink)
{
    for (auto rows = connection_.query(select_since, server_, begin, newest_row); rows.next();)
        sink(row_of(rows));
}

std::vector<VerifyGateway::Recorded> VerifyGateway::twins_since(TimePoint begin)
{
    std::vector<Recorded> twins;
    for (auto rows = connection_.query(select_twins, server_, begin); rows.next();)
        twins.push_back(row_of(rows));
    return twins;
}

bool VerifyGateway::began_before(const std::string& linkedid, TimePoint begin)
{
    return connection_.query(select_older, linkedid, server_, begin).next();
}

std::optional<TimePoint> VerifyGateway::start_of_live(const calls::LegKey& key)
{
    auto rows = connection_.query(select_live_start, server_, key.srcuid, key.dstuid);
    return rows.next() ? rows.time(1) : std::nullopt;
}

}  // namespace db
