// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/portal_gateway.h"

#include "common/db/live_call_rows.h"

#include <algorithm>

namespace db {

namespace {

constexpr Sql select_live_calls =
    "SELECT server, srcuid, dstuid, linkedid, src, srcname, dst, srcchan, dstchan, didnumber, queue, disposition, held,"
    " dstaccountid = ?, starttime, ringtime, answertime"
    " FROM curcdr WHERE srcaccountid = ? OR dstaccountid = ? ORDER BY starttime, id LIMIT 50";

// Calls recorded before the account had its extension carry no account id: those are found by the number.
constexpr Sql select_recent_calls =
    "(SELECT linkedid, calldate, 1, src, srcname, queue, billsec, disposition, ''"
    "   FROM mycdr WHERE dstaccountid = ? ORDER BY calldate DESC LIMIT 60)"
    " UNION ALL"
    " (SELECT linkedid, calldate, 0, dst, '', queue, billsec, disposition, ''"
    "   FROM mycdr WHERE srcaccountid = ? ORDER BY calldate DESC LIMIT 60)"
    " UNION ALL"
    " (SELECT linkedid, calldate, 1, src, srcname, queue, billsec, disposition, ''"
    "   FROM mycdr WHERE dst = ? AND dst <> '' AND dstaccountid = 0 ORDER BY calldate DESC LIMIT 60)"
    " UNION ALL"
    " (SELECT linkedid, calldate, 0, dst, '', queue, billsec, disposition, ''"
    "   FROM mycdr WHERE src = ? AND src <> '' AND srcaccountid = 0 ORDER BY calldate DESC LIMIT 60)"
    " ORDER BY 2 DESC LIMIT 60";

constexpr Sql select_calls_with =
    "SELECT c.linkedid, c.calldate, c.incoming, '', '', c.queue, c.billsec, c.disposition, a.username "
    "FROM ("
    "(SELECT linkedid, calldate, 1 AS incoming, queue, billsec, disposition, dstaccountid AS accountid"
    "   FROM mycdr WHERE src IN (?, ?) AND (? OR astercrm_groupid = ?) ORDER BY calldate DESC LIMIT 60)"
    " UNION ALL"
    " (SELECT linkedid, calldate, 0 AS incoming, queue, billsec, disposition, srcaccountid AS accountid"
    "   FROM mycdr WHERE dst IN (?, ?) AND (? OR astercrm_groupid = ?) ORDER BY calldate DESC LIMIT 60)"
    ") c LEFT JOIN astercrm_account a ON a.id = c.accountid ORDER BY c.calldate DESC LIMIT 60";

PastCall read_past_call(const Rows& row)
{
    PastCall call;
    call.linkedid = row.text(1);
    call.when = row.time(2).value_or(TimePoint{});
    call.incoming = row.flag(3);
    call.peer = row.text(4);
    call.peername = row.text(5);
    call.queue = row.text(6);
    call.talk = std::chrono::seconds{row.integer(7)};
    call.disposition = row.text(8);
    call.answered = call.disposition == "ANSWERED";
    call.agent = row.text(9);
    return call;
}

// A queue rings one after the other: one call, several legs. The answered leg tells the story best.
std::vector<PastCall> one_per_call(Rows rows, std::size_t limit)
{
    std::vector<PastCall> calls;
    while (rows.next()) {
        auto leg = read_past_call(rows);
        const auto same = std::find_if(calls.begin(), calls.end(), [&](const PastCall& c) {
            return !leg.linkedid.empty() && c.linkedid == leg.linkedid;
        });
        if (same == calls.end()) {
            calls.push_back(std::move(leg));
        } else if (leg.answered && !same->answered) {
            *same = std::move(leg);
        }
    }
    if (calls.size() > limit) calls.resize(limit);
    return calls;
}

}  // namespace

std::vector<LiveCall> PortalGateway::live_calls(unsigned account)
{
    std::vector<LiveCall> calls;
    auto rows = db_.get().query(select_live_calls, account, account, account);
    while (rows.next())
        calls.push_back(read_live_call(rows, 1));
    return calls;
}

std::vector<PastCall> PortalGateway::recent_calls(const Account& account, std::size_t limit)
{
    return one_per_call(
        db_.get().query(select_recent_calls, account.id, account.id, account.extension, account.extension), limit);
}

std::vector<PastCall> PortalGateway::calls_with(const crm::Scope& scope, const std::string& number,
                                                const std::string& trimmed, std::size_t limit)
{
    return one_per_call(db_.get().query(select_calls_with, number, trimmed, scope.is_everything(), scope.group(),
                                        number, trimmed, scope.is_everything(), scope.group()),
                        limit);
}

std::vector<FeedEntry> PortalGateway::feed_after(unsigned account, FeedId after, unsigned limit)
{
    return FeedGateway{db_.get()}.of_account(account, after, limit);
}

FeedId PortalGateway::feed_watermark()
{
    return FeedGateway{db_.get()}.watermark();
}

}  // namespace db
