// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/dial_attempt_gateway.h"

#include "common/db/clipped.h"
#include "common/db/listed_number_rows.h"

namespace db {

namespace {

constexpr std::size_t response_width = 20;
constexpr std::size_t memo_width = 255;

// Until the call is over, dialtime is when it was to be dialed.
constexpr Sql insert_attempt =
    "INSERT INTO dialedlist (dialednumber, dialtime, iscallback, groupid, campaignid, assign, trytime, memo, response, "
    "uniqueid, accountid, dialedby, dialedtime, begintime, timezone, consenttime, linetype) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr Sql select_attempt =
    "SELECT id, dialednumber, dialtime, iscallback, trytime, campaignid, groupid, assign, memo, uniqueid, response, "
    "dialedtime, dispositionid, disposition, timezone, consenttime, linetype FROM dialedlist WHERE id = ? AND "
    "accountid = ?";

constexpr Sql select_open =
    "SELECT d.id, d.dialednumber, d.dialtime, d.iscallback, d.trytime, d.campaignid, d.groupid, d.assign, d.memo, "
    "d.uniqueid, d.response, d.dialedtime, d.dispositionid, d.disposition, d.timezone, d.consenttime, d.linetype, "
    "d.accountid, COALESCE(a.username, '') FROM "
    "dialedlist d LEFT JOIN astercrm_account a ON a.id = d.accountid WHERE d.response = '' AND d.mode = 'hand' AND "
    "d.accountid <> 0 ORDER BY d.id";

// By the call's own name; and by its parties, where Asterisk could not be told the name (before 12, call files).
constexpr Sql select_legs =
    "SELECT dst, 1, '', starttime, answertime, 0, linkedid FROM curcdr "
    "WHERE linkedid = ? OR (srcaccountid = ? AND dst = ? AND starttime >= ?) "
    "UNION SELECT dst, 0, disposition, calldate, answertime, billsec, linkedid FROM mycdr WHERE linkedid = ? "
    "UNION SELECT dst, 0, disposition, calldate, answertime, billsec, linkedid FROM mycdr "
    "WHERE srcaccountid = ? AND calldate >= ? AND dst = ?";

constexpr Sql close_attempt =
    "UPDATE dialedlist SET dialtime = ?, answertime = ?, duration = ?, response = ?, endtime = UTC_TIMESTAMP(3) WHERE "
    "id = ? AND response = ''";

constexpr Sql update_name = "UPDATE dialedlist SET uniqueid = ? WHERE id = ?";

constexpr Sql delete_attempt = "DELETE FROM dialedlist WHERE id = ?";

constexpr std::chrono::minutes adopted_within{10};
constexpr Sql select_connected =
    "SELECT d.id FROM curcdr c JOIN dialedlist d ON d.uniqueid = c.linkedid WHERE c.dstaccountid = ? AND "
    "c.answertime IS NOT NULL AND d.mode <> 'hand' AND d.accountid = 0 UNION "
    "SELECT d.id FROM mycdr m JOIN dialedlist d ON d.uniqueid = m.linkedid WHERE m.dstaccountid = ? AND "
    "m.calldate >= ? AND m.answertime IS NOT NULL AND d.mode <> 'hand' AND d.accountid = 0 ORDER BY 1 DESC LIMIT 1";
constexpr Sql adopt_attempt = "UPDATE dialedlist SET accountid = ? WHERE id = ? AND accountid = 0";

constexpr Sql select_owing =
    "SELECT d.id FROM dialedlist d JOIN campaign c ON c.id = d.campaignid WHERE d.id = ? AND d.accountid = ? "
    "AND d.dispositionid = 0 AND c.dispositionrequired = 1 "
    "AND EXISTS (SELECT 1 FROM campaign_disposition x WHERE x.campaignid = c.id)";

constexpr Sql update_disposition =
    "UPDATE dialedlist SET dispositionid = ?, disposition = ?, memo = ?, dispositionby = ?, dispositiontime = ? "
    "WHERE id = ?";

DialAttempt read_attempt(const Rows& row)
{
    DialAttempt attempt;
    attempt.id = static_cast<std::uint64_t>(row.integer(1));
    attempt.task = {.number = row.text(2),
                    .dialtime = row.time(3),
                    .is_callback = row.flag(4),
                    .trytime = static_cast<int>(row.integer(5)),
                    .campaignid = row.id(6),
                    .groupid = row.id(7),
                    .assign = row.text(8),
                    .memo = row.text(9),
                    .zone = row.text(15),
                    .consent_time = row.time(16),
                    .line = read_line_type(row.text(17))};
    attempt.uniqueid = row.text(10);
    attempt.response = row.text(11);
    attempt.begun = row.time(12).value_or(TimePoint{});
    attempt.dispositionid = row.id(13);
    attempt.disposition = row.text(14);
    return attempt;
}

}  // namespace

std::uint64_t DialAttemptGateway::begin(const Account& agent, const DialTask& task, const std::string& uniqueid,
                                        TimePoint now)
{
    auto& connection = db_.get();
    connection.execute(insert_attempt, task.number, task.dialtime, task.is_callback, task.groupid, task.campaignid,
                       task.assign, task.trytime + 1, task.memo, "", uniqueid, agent.id, agent.extension, now, now,
                       task.zone, task.consent_time, word_of(task.line));
    return connection.last_insert_id();
}

std::uint64_t DialAttemptGateway::refuse(const Account& agent, const DialTask& task, std::string_view response,
                                         TimePoint now)
{
    auto& connection = db_.get();
    connection.execute(insert_attempt, task.number, task.dialtime, task.is_callback, task.groupid, task.campaignid,
                       task.assign, task.trytime, task.memo, response, "", agent.id, agent.extension, now, std::nullopt,
                       task.zone, task.consent_time, word_of(task.line));
    return connection.last_insert_id();
}

std::optional<DialAttempt> DialAttemptGateway::find(const Account& agent, std::uint64_t attempt)
{
    auto rows = db_.get().query(select_attempt, attempt, agent.id);
    if (!rows.next()) return std::nullopt;
    return read_attempt(rows);
}

std::vector<dialing::AttemptLeg> DialAttemptGateway::legs(const Account& agent, const DialAttempt& attempt)
{
    const auto& number = attempt.task.number;
    std::vector<dialing::AttemptLeg> legs;
    for (auto rows = db_.get().query(select_legs, attempt.uniqueid, agent.id, number, attempt.begun, attempt.uniqueid,
                                     agent.id, attempt.begun, number);
         rows.next();)
        legs.push_back({.is_live = rows.flag(2),
                        .dst = rows.text(1),
                        .disposition = rows.text(3),
                        .linkedid = rows.text(7),
                        .start = rows.time(4).value_or(TimePoint{}),
                        .answer = rows.time(5),
                        .talk = std::chrono::seconds{rows.integer(6)}});
    return legs;
}

void DialAttemptGateway::name_call(const DialAttempt& attempt, const std::string& linkedid)
{
    if (!linkedid.empty() && linkedid != attempt.uniqueid) db_.get().execute(update_name, linkedid, attempt.id);
}

void DialAttemptGateway::close(std::uint64_t attempt, const dialing::AttemptEnd& end)
{
    db_.get().execute(close_attempt, end.dialed, end.answered, static_cast<long long>(end.talk.count()),
                      Clipped{end.response, response_width}, attempt);
}

void DialAttemptGateway::take_back(const DialAttempt& attempt, const std::string& by, TimePoint now)
{
    if (db_.get().execute(delete_attempt, attempt.id) == 0) return;
    auto task = attempt.task;
    --task.trytime;
    DialListGateway{db_}.add(task, by, now);
}

std::vector<OpenAttempt> DialAttemptGateway::open_by_hand()
{
    std::vector<OpenAttempt> open;
    for (auto rows = db_.get().query(select_open); rows.next();) {
        auto& [agent, attempt] = open.emplace_back();
        agent.id = rows.id(18);
        agent.username = rows.text(19);
        attempt = read_attempt(rows);
    }
    return open;
}

std::optional<std::uint64_t> DialAttemptGateway::adopt_call(const Account& agent, TimePoint now)
{
    auto& connection = db_.get();
    std::uint64_t attempt = 0;
    {
        auto row = connection.query(select_connected, agent.id, agent.id, now - adopted_within);
        if (!row.next()) return std::nullopt;
        attempt = static_cast<std::uint64_t>(row.integer(1));
    }
    if (connection.execute(adopt_attempt, agent.id, attempt) == 0) return std::nullopt;
    return attempt;
}

bool DialAttemptGateway::owes_disposition(const Account& agent, std::uint64_t attempt)
{
    return attempt != 0 && db_.get().query(select_owing, attempt, agent.id).next();
}

void DialAttemptGateway::set_disposition(std::uint64_t attempt, const ChosenDisposition& chosen, const std::string& by,
                                         TimePoint now)
{
    db_.get().execute(update_disposition, chosen.id, chosen.words, Clipped{chosen.memo, memo_width}, by, now, attempt);
}

}  // namespace db
