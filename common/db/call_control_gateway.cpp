// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/call_control_gateway.h"

#include "common/db/live_call_rows.h"

namespace db {

namespace {

constexpr Sql select_telephone =
    "SELECT a.server, a.extension, a.channel, a.accountcode, COALESCE(g.incontext, ''), COALESCE(g.outcontext, '') "
    "FROM astercrm_account a LEFT JOIN astercrm_accountgroup g ON g.id = a.groupid WHERE a.id = ?";

constexpr Sql select_own_call =
    "SELECT server, srcuid, dstuid, linkedid, src, srcname, dst, srcchan, dstchan, didnumber, queue, disposition, held,"
    " dstaccountid = ?, starttime, ringtime, answertime"
    " FROM curcdr WHERE server = ? AND srcuid = ? AND dstuid = ? AND (srcaccountid = ? OR dstaccountid = ?)";

constexpr Sql select_recorded_channel =
    "SELECT m.channel FROM monitorrecord m"
    " JOIN curcdr c ON c.server = m.server AND c.srcuid = m.uniqueid AND c.dstuid = m.dstuid"
    " WHERE m.uniqueid = ? AND m.dstuid = ? AND m.server = ? AND m.status = 'recording'"
    " AND (c.srcaccountid = ? OR c.dstaccountid = ?) LIMIT 1";

constexpr Sql select_speed_dials =
    "SELECT number, description FROM speeddial WHERE ? OR groupid IN (0, ?) ORDER BY description, number LIMIT 200";

constexpr Sql select_do_not_call =
    "SELECT reason FROM dnc WHERE number IN (?, ?) AND campaignid IN (0, ?) AND groupid IN (0, ?) "
    "ORDER BY groupid LIMIT 1";

std::optional<LiveCall> first_call(Rows rows)
{
    if (!rows.next()) return std::nullopt;
    return read_live_call(rows, 1);
}

std::optional<std::string> first_text(Rows rows)
{
    if (!rows.next()) return std::nullopt;
    return rows.text(1);
}

}  // namespace

Telephone CallControlGateway::telephone_of(unsigned account)
{
    auto row = db_.get().query(select_telephone, account);
    if (!row.next()) return {};
    return {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)};
}

std::optional<LiveCall> CallControlGateway::own_call(unsigned account, const std::string& server,
                                                     const calls::LegKey& leg)
{
    return first_call(db_.get().query(select_own_call, account, server, leg.srcuid, leg.dstuid, account, account));
}

std::optional<std::string> CallControlGateway::recorded_channel(unsigned account, const std::string& server,
                                                                const calls::LegKey& leg)
{
    return first_text(db_.get().query(select_recorded_channel, leg.srcuid, leg.dstuid, server, account, account));
}

std::vector<SpeedDial> CallControlGateway::speed_dials(const crm::Scope& scope)
{
    std::vector<SpeedDial> dials;
    for (auto rows = db_.get().query(select_speed_dials, scope.is_everything(), scope.group()); rows.next();)
        dials.push_back({rows.text(1), rows.text(2)});
    return dials;
}

std::optional<std::string> CallControlGateway::do_not_call(const std::string& number, const std::string& trimmed,
                                                           unsigned group, unsigned campaign)
{
    return first_text(db_.get().query(select_do_not_call, number, trimmed, campaign, group));
}

}  // namespace db
