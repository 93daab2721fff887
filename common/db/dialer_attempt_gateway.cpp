// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/dialer_attempt_gateway.h"

#include "common/db/clipped.h"
#include "common/db/listed_number_rows.h"
#include "common/dialing/decision_inputs.h"

namespace db {

namespace {

constexpr std::size_t why_width = 255;
constexpr std::size_t inputs_width = 1000;
constexpr std::size_t amd_status_width = 20;
constexpr std::size_t amd_cause_width = 60;

constexpr Sql insert_attempt =
    "INSERT INTO dialedlist (dialednumber, dialtime, iscallback, groupid, campaignid, trytime, memo, response, "
    "uniqueid, dialedby, dialedtime, server, mode, begintime, timezone, consenttime, linetype) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'dialer', ?, ?, ?, ?, ?, ?, ?)";

constexpr Sql insert_decision =
    "INSERT INTO dial_decision (decidedtime, campaignid, groupid, dialedlistid, number, verdict, why, profile, "
    "profileversion, inputs, decidedby, keepuntil) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'dialer', ?)";

constexpr Sql insert_untaken =
    "INSERT INTO diallist (dialnumber, dialtime, status, groupid, trytime, campaignid, memo, timezone, consenttime, "
    "linetype, creby, cretime) SELECT dialednumber, dialtime, IF(iscallback, 'callback', ''), groupid, trytime - 1, "
    "campaignid, memo, timezone, consenttime, linetype, 'dialer', UTC_TIMESTAMP() FROM dialedlist "
    "WHERE id = ? AND response = ''";
constexpr Sql delete_untaken = "DELETE FROM dialedlist WHERE id = ? AND response = ''";

constexpr Sql lock_attempt = "SELECT dispositionid FROM dialedlist WHERE id = ? AND response = '' FOR UPDATE";
// dialtime of a closed attempt is when it was dialed.
constexpr Sql close_attempt =
    "UPDATE dialedlist SET dialtime = begintime, answertime = ?, persontime = ?, connecttime = ?, endtime = ?, "
    "duration = ?, transfertime = ?, response = ?, isabandoned = ?, amdstatus = ?, amdcause = ?, hangupcause = ? "
    "WHERE id = ?";
constexpr Sql insert_again =
    "INSERT INTO diallist (dialnumber, dialtime, groupid, trytime, campaignid, memo, timezone, consenttime, linetype, "
    "creby, cretime) SELECT dialednumber, ?, groupid, trytime, campaignid, memo, timezone, consenttime, linetype, "
    "'dialer', UTC_TIMESTAMP() FROM dialedlist WHERE id = ?";

constexpr Sql add_to_hour =
    "INSERT INTO campaign_hour (campaignid, slot, dials, persons, connected, abandoned, lost, machines, busy, "
    "noanswer, failed, talksec) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
    "dials = dials + 1, persons = persons + VALUES(persons), connected = connected + VALUES(connected), "
    "abandoned = abandoned + VALUES(abandoned), lost = lost + VALUES(lost), machines = machines + VALUES(machines), "
    "busy = busy + VALUES(busy), noanswer = noanswer + VALUES(noanswer), failed = failed + VALUES(failed), "
    "talksec = talksec + VALUES(talksec)";

constexpr Sql select_open =
    "SELECT id, uniqueid, server, campaignid, dialednumber, begintime FROM dialedlist WHERE response = '' AND "
    "dialedby = 'dialer' ORDER BY id";
constexpr Sql select_attempts = "SELECT trytime FROM dialedlist WHERE id = ?";
constexpr Sql select_legs =
    "SELECT 1, srcuid, '', answertime, starttime, queue, 1, 0 FROM curcdr WHERE linkedid = ? AND server = ? "
    "UNION ALL SELECT 0, srcuid, disposition, answertime, endtime, queue, billsec > 0, hangupcause FROM mycdr "
    "WHERE linkedid = ? AND server = ? "
    "ORDER BY 5";

long long seconds_between(std::optional<TimePoint> from, std::optional<TimePoint> to)
{
    if (!from || !to || *to < *from) return 0;
    return std::chrono::round<std::chrono::seconds>(*to - *from).count();
}

}  // namespace

std::uint64_t DialerAttemptGateway::begin(const dialing::CampaignSettings& campaign,
                                          const dialing::ListedNumber& number, const std::string& name,
                                          const std::string& server, const DialDecision& decision)
{
    connection_.execute(insert_attempt, number.number, number.dial_time, number.is_callback, campaign.group,
                        campaign.id, number.attempts + 1, number.memo, "", name, decision.at, server,
                        dialing::attempt_word(campaign.mode), decision.at, number.zone, number.consent_time,
                        word_of(number.line));
    const auto attempt = connection_.last_insert_id();
    decide(campaign, number, attempt, decision);
    return attempt;
}

void DialerAttemptGateway::refuse(const dialing::CampaignSettings& campaign, const dialing::ListedNumber& number,
                                  std::string_view response, const DialDecision& decision)
{
    connection_.execute(insert_attempt, number.number, number.dial_time, number.is_callback, campaign.group,
                        campaign.id, number.attempts, number.memo, response, "", decision.at, "",
                        dialing::attempt_word(campaign.mode), std::nullopt, number.zone, number.consent_time,
                        word_of(number.line));
    decide(campaign, number, connection_.last_insert_id(), decision);
}

void DialerAttemptGateway::decide(const dialing::CampaignSettings& campaign, const dialing::ListedNumber& number,
                                  std::uint64_t attempt, const DialDecision& decision)
{
    const TimePoint keep = std::chrono::sys_days{dialing::keep_until(*decision.profile, decision.at)};
    connection_.execute(insert_decision, decision.at, campaign.id, campaign.group, attempt, number.number,
                        decision.verdict, Clipped{decision.why, why_width}, decision.profile->code,
                        decision.profile->version, Clipped{decision.inputs, inputs_width}, keep);
}

void DialerAttemptGateway::take_back(std::uint64_t attempt)
{
    connection_.execute(insert_untaken, attempt);
    connection_.execute(delete_untaken, attempt);
}

bool DialerAttemptGateway::close(const AttemptClose& close)
{
    bool is_disposed = false;
    {
        auto row = connection_.query(lock_attempt, close.id);
        if (!row.next()) return false;
        is_disposed = row.integer(1) != 0;
    }
    const auto& end = close.end;
    connection_.execute(close_attempt, end.answered, end.person, end.connected, end.ended,
                        seconds_between(end.answered, end.ended), seconds_between(end.person, end.connected),
                        dialing::to_string(end.response), end.is_abandoned, Clipped{end.amd_status, amd_status_width},
                        Clipped{end.amd_cause, amd_cause_width}, end.hangup_cause, close.id);
    count(close);
    if (close.again && !is_disposed) connection_.execute(insert_again, close.again, close.id);
    return true;
}

void DialerAttemptGateway::count(const AttemptClose& close)
{
    const auto& end = close.end;
    const TimePoint hour = std::chrono::floor<std::chrono::hours>(end.ended);
    connection_.execute(add_to_hour, close.campaign, hour, end.person.has_value(), end.connected.has_value(),
                        end.is_abandoned, end.person && !end.connected, end.response == dialing::Response::machine,
                        end.response == dialing::Response::busy, end.response == dialing::Response::no_answer,
                        end.response == dialing::Response::failed, seconds_between(end.connected, end.ended));
}

std::vector<OpenAttempt> DialerAttemptGateway::open()
{
    std::vector<OpenAttempt> attempts;
    for (auto rows = connection_.query(select_open); rows.next();)
        attempts.push_back({.id = static_cast<std::uint64_t>(rows.integer(1)),
                            .name = rows.text(2),
                            .server = rows.text(3),
                            .campaign = rows.id(4),
                            .number = rows.text(5),
                            .begun = rows.time(6).value_or(TimePoint{})});
    return attempts;
}

unsigned DialerAttemptGateway::attempts_of(std::uint64_t attempt)
{
    auto row = connection_.query(select_attempts, attempt);
    return row.next() ? row.id(1) : 0;
}

// The person's half of the call is the caller of whoever took it.
AttemptLegs DialerAttemptGateway::legs(const OpenAttempt& attempt, bool goes_to_queue)
{
    AttemptLegs legs;
    for (auto rows = connection_.query(select_legs, attempt.name, attempt.server, attempt.name, attempt.server);
         rows.next();) {
        legs.is_known = true;
        legs.is_live = legs.is_live || rows.flag(1);
        const bool is_with_agent = goes_to_queue ? !rows.text(6).empty() : rows.flag(7);
        if (rows.text(2) == attempt.name && is_with_agent && !legs.connected) legs.connected = rows.time(4);
        legs.was_queued = legs.was_queued || !rows.text(6).empty();
        if (rows.text(3) != "ANSWERED" && !rows.text(3).empty()) {
            legs.disposition = rows.text(3);
            legs.hangup_cause = static_cast<int>(rows.integer(8));
        }
        legs.ended = rows.time(5).value_or(legs.ended);
    }
    return legs;
}

}  // namespace db
