// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/cdr_gateway.h"

#include "common/db/clipped.h"

#include <algorithm>

namespace db {

using namespace std::chrono_literals;

namespace {

constexpr Sql select_by_id =
    "SELECT id, channel, dstchannel, origin FROM mycdr WHERE linkedid = ? AND server = ? "
    "UNION SELECT id, channel, dstchannel, origin FROM mycdr WHERE server = ? AND srcuid = ?";
// Channel names come again after a restart of Asterisk: they tell a call only near its time.
constexpr Sql select_by_channels =
    "SELECT id, channel, dstchannel FROM mycdr WHERE server = ? AND calldate BETWEEN ? AND ? "
    "AND channel IN (?,?) OR server = ? AND calldate BETWEEN ? AND ? AND dstchannel = ?";
constexpr auto window = 1h;

constexpr Sql select_living = "SELECT linkedid, srcuid, srcchan, dstchan FROM curcdr WHERE server = ?";

constexpr Sql insert_leg =
    "INSERT INTO mycdr (server, srcuid, dstuid, linkedid, src, srcname, dst, channel, dstchannel, didnumber, queue, "
    "calldate, answertime, endtime, duration, billsec, ringsec, disposition, accountcode, userfield, origin, legno, "
    "srcaccountid, dstaccountid, astercrm_groupid) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,'cdr',?,?,?,?) ON DUPLICATE KEY UPDATE id = id";
// A concluded end is never earlier than the true one. Assignments see what those before them made.
constexpr Sql update_concluded =
    "UPDATE mycdr SET answertime = IF(answertime IS NULL OR (? > ? AND ? >= calldate AND "
    "ABS(TIMESTAMPDIFF(MICROSECOND, answertime, ?)) >= 500000), ?, answertime), "
    "endtime = LEAST(endtime, GREATEST(calldate, ?)), "
    "duration = ROUND(TIMESTAMPDIFF(MICROSECOND, calldate, endtime) / 1000000), "
    "ringsec = IF(dstchannel = '', ringsec, GREATEST(0, ROUND(TIMESTAMPDIFF(MICROSECOND, "
    "COALESCE(ringtime, calldate), COALESCE(answertime, endtime)) / 1000000))), disposition = ?, "
    "billsec = IF(?, GREATEST(0, ROUND(TIMESTAMPDIFF(MICROSECOND, answertime, endtime) / 1000000)), 0) "
    "WHERE linkedid = ? AND server = ? AND channel = ? AND dstchannel = ? AND origin = 'gap'";

constexpr std::size_t accountcode_width = 20;
constexpr std::size_t userfield_width = 255;

std::set<std::string> ids_of(std::span<const calls::CdrRecord> call)
{
    std::set<std::string> ids;
    for (const auto& record : call) {
        if (!record.linkedid.empty()) ids.insert(record.linkedid);
        if (!record.uniqueid.empty()) ids.insert(record.uniqueid);
    }
    return ids;
}

long long whole_seconds(std::chrono::milliseconds ms)
{
    return std::chrono::round<std::chrono::seconds>(ms).count();
}

}  // namespace

CdrGateway::Findings CdrGateway::compare(std::span<const calls::CdrRecord> call)
{
    auto known = recorded(call);
    if (calls::unknown_legs(call, known.channels).empty()) return {{}, known.rows, known.has_concluded};
    // The living first: one that ends between the two looks is then in mycdr at the second.
    Known living;
    add_living(living, call);
    known = recorded(call);
    known.channels.merge(living.channels);
    return {calls::unknown_legs(call, known.channels), known.rows, known.has_concluded};
}

CdrGateway::Known CdrGateway::recorded(std::span<const calls::CdrRecord> call)
{
    Known known;
    for (const auto& id : ids_of(call))
        add_by_id(known, id);
    if (known.rows > 0) return known;
    for (const auto& record : call)
        if (record.linkedid.empty()) add_by_channels(known, record);
    return known;
}

void CdrGateway::add_by_id(Known& known, const std::string& id)
{
    const Clipped clipped{id, uniqueid_width};
    for (auto rows = connection_.query(select_by_id, clipped, server_, server_, clipped); rows.next(); ++known.rows) {
        known.channels.insert(rows.text(2));
        known.channels.insert(rows.text(3));
        known.has_concluded = known.has_concluded || rows.text(4) == "gap";
    }
}

void CdrGateway::add_by_channels(Known& known, const calls::CdrRecord& record)
{
    const Clipped channel{record.channel, channel_width};
    const Clipped dstchannel{record.dstchannel.empty() ? record.channel : record.dstchannel, channel_width};
    const auto from = record.start - window;
    for (auto rows = connection_.query(select_by_channels, server_, from, record.end, channel, dstchannel, server_,
                                       from, record.end, dstchannel);
         rows.next(); ++known.rows) {
        known.channels.insert(rows.text(2));
        known.channels.insert(rows.text(3));
    }
}

void CdrGateway::add_living(Known& known, std::span<const calls::CdrRecord> call)
{
    const auto ids = ids_of(call);
    const auto is_of_call = [&](const std::string& linkedid, const std::string& srcuid, const std::string& srcchan,
                                const std::string& dstchan) {
        return ids.contains(linkedid) || ids.contains(srcuid) || std::ranges::any_of(call, [&](const auto& r) {
                   return r.linkedid.empty() && (r.channel == srcchan || (!dstchan.empty() && r.dstchannel == dstchan));
               });
    };
    for (auto rows = connection_.query(select_living, server_); rows.next();) {
        const auto srcchan = rows.text(3);
        const auto dstchan = rows.text(4);
        if (is_of_call(rows.text(1), rows.text(2), srcchan, dstchan)) known.channels.insert({srcchan, dstchan});
    }
}

unsigned CdrGateway::put(const Findings& findings, const calls::AgentDirectory& directory)
{
    unsigned made = 0;
    auto legno = findings.recorded;
    for (const auto& [finished, accountcode, userfield] : findings.unknown) {
        const auto& leg = finished.leg;
        const auto* src = directory.find(server_, leg.srcchan);
        const auto* dst = directory.find(server_, leg.dstchan);
        const auto* whose = dst != nullptr ? dst : src;
        const auto rang = leg.dstchan.empty() ? 0ms : leg.answer.value_or(finished.end) - leg.start;
        const auto rows = connection_.execute(
            insert_leg, server_, Clipped{leg.key.srcuid, uniqueid_width}, Clipped{leg.key.dstuid, uniqueid_width},
            Clipped{leg.linkedid, uniqueid_width}, Clipped{leg.src, number_width}, Clipped{leg.srcname, channel_width},
            Clipped{leg.dst, number_width}, Clipped{leg.srcchan, channel_width}, Clipped{leg.dstchan, channel_width},
            Clipped{leg.didnumber, number_width}, Clipped{leg.queue, number_width}, leg.start, leg.answer, finished.end,
            whole_seconds(finished.end - leg.start), whole_seconds(finished.talk), whole_seconds(rang),
            calls::to_string(finished.disposition), Clipped{accountcode, accountcode_width},
            Clipped{userfield, userfield_width}, ++legno, src != nullptr ? src->id : 0, dst != nullptr ? dst->id : 0,
            whose != nullptr ? whose->groupid : 0);
        if (rows == 1) ++made;
    }
    return made;
}

unsigned CdrGateway::correct_ends(std::span<const calls::CdrRecord> call)
{
    unsigned corrected = 0;
    for (const auto& [finished, accountcode, userfield] : calls::legs_of(call)) {
        const auto& leg = finished.leg;
        const bool is_answered = finished.disposition == calls::Disposition::answered;
        corrected += static_cast<unsigned>(connection_.execute(
            update_concluded, leg.answer, leg.start, leg.answer, leg.answer, leg.answer, finished.end,
            calls::to_string(finished.disposition), is_answered, Clipped{leg.linkedid, uniqueid_width}, server_,
            Clipped{leg.srcchan, channel_width}, Clipped{leg.dstchan, channel_width}));
    }
    return corrected;
}

}  // namespace db
