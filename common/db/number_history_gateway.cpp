// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/number_history_gateway.h"

#include "common/crm/phone_number.h"

namespace db {

namespace {

constexpr Sql select_waiting =
    "SELECT d.id, COALESCE(c.campaignname, ''), d.dialtime, d.assign, d.status = 'callback', d.heldreason, d.trytime "
    "FROM diallist d LEFT JOIN campaign c ON c.id = d.campaignid WHERE (? OR d.groupid = ?) AND d.dialnumber = ? "
    "ORDER BY d.id LIMIT ?";

constexpr Sql select_attempts =
    "SELECT d.id, COALESCE(c.campaignname, ''), d.mode, COALESCE(d.begintime, d.dialedtime), d.response, d.persontime, "
    "d.connecttime, d.answertime, d.duration, d.isabandoned, d.disposition, d.dialedby, d.uniqueid FROM dialedlist d "
    "LEFT JOIN campaign c ON c.id = d.campaignid WHERE (? OR d.groupid = ?) AND d.dialednumber = ? "
    "ORDER BY d.id DESC LIMIT ?";

constexpr Sql select_decisions =
    "SELECT d.decidedtime, COALESCE(c.campaignname, ''), d.verdict, d.overridden, d.why, d.profile, d.profileversion, "
    "d.decidedby FROM dial_decision d LEFT JOIN campaign c ON c.id = d.campaignid WHERE (? OR d.groupid = ?) AND "
    "d.number = ? ORDER BY d.id DESC LIMIT ?";

constexpr Sql select_do_not_call =
    "SELECT COALESCE(g.groupname, ''), COALESCE(c.campaignname, ''), d.reason, d.cretime, d.creby FROM dnc d "
    "LEFT JOIN astercrm_accountgroup g ON g.id = d.groupid LEFT JOIN campaign c ON c.id = d.campaignid "
    "WHERE (? OR d.groupid IN (0, ?)) AND d.number = ? ORDER BY d.id LIMIT ?";

constexpr Sql select_national =
    "SELECT profile FROM national_dnc WHERE number = ? AND profile IN "
    "('generic', 'US', 'UK', 'CA', 'CN', 'DE') ORDER BY profile";

constexpr Sql select_persons =
    "SELECT p.customerid, COALESCE(c.customer, ''), p.contact FROM ("
    "SELECT id AS customerid, '' AS contact, groupid FROM customer WHERE phone_digits = ? OR mobile_digits = ? "
    "UNION SELECT customerid, contact, groupid FROM contact WHERE phone_digits = ? OR phone1_digits = ? OR "
    "phone2_digits = ? OR mobile_digits = ?) p LEFT JOIN customer c ON c.id = p.customerid "
    "WHERE (? OR p.groupid = ?) ORDER BY p.customerid, p.contact LIMIT ?";

}  // namespace

std::vector<WaitingNumber> NumberHistoryGateway::waiting(const crm::Scope& scope, const std::string& number)
{
    std::vector<WaitingNumber> waiting;
    for (auto row = db_.get().query(select_waiting, scope.is_everything(), scope.group(), number, most_rows);
         row.next();)
        waiting.push_back({.id = static_cast<std::uint64_t>(row.integer(1)),
                           .campaign = row.text(2),
                           .dialtime = row.time(3),
                           .assign = row.text(4),
                           .is_callback = row.flag(5),
                           .heldreason = row.text(6),
                           .trytime = static_cast<int>(row.integer(7))});
    return waiting;
}

std::vector<NumberAttempt> NumberHistoryGateway::attempts(const crm::Scope& scope, const std::string& number)
{
    std::vector<NumberAttempt> attempts;
    for (auto row = db_.get().query(select_attempts, scope.is_everything(), scope.group(), number, most_rows);
         row.next();)
        attempts.push_back({.id = static_cast<std::uint64_t>(row.integer(1)),
                            .campaign = row.text(2),
                            .mode = row.text(3),
                            .begun = row.time(4),
                            .response = row.text(5),
                            .person = row.time(6),
                            .connected = row.time(7),
                            .answered = row.time(8),
                            .duration = static_cast<int>(row.integer(9)),
                            .is_abandoned = row.flag(10),
                            .disposition = row.text(11),
                            .by = row.text(12),
                            .linkedid = row.text(13)});
    return attempts;
}

std::vector<NumberDecision> NumberHistoryGateway::decisions(const crm::Scope& scope, const std::string& number)
{
    std::vector<NumberDecision> decisions;
    for (auto row = db_.get().query(select_decisions, scope.is_everything(), scope.group(), number, most_rows);
         row.next();)
        decisions.push_back({.decided = row.time(1).value_or(TimePoint{}),
                             .campaign = row.text(2),
                             .verdict = row.text(3),
                             .overridden = row.text(4),
                             .why = row.text(5),
                             .profile = row.text(6),
                             .profile_version = static_cast<int>(row.integer(7)),
                             .by = row.text(8)});
    return decisions;
}

std::vector<DoNotCallEntry> NumberHistoryGateway::do_not_call(const crm::Scope& scope, const std::string& number)
{
    std::vector<DoNotCallEntry> entries;
    for (auto row = db_.get().query(select_do_not_call, scope.is_everything(), scope.group(), number, most_rows);
         row.next();)
        entries.push_back({.group = row.text(1),
                           .campaign = row.text(2),
                           .reason = row.text(3),
                           .created = row.time(4),
                           .by = row.text(5)});
    return entries;
}

std::vector<std::string> NumberHistoryGateway::national_lists(const std::string& number)
{
    std::vector<std::string> profiles;
    for (auto row = db_.get().query(select_national, crm::clean_number(number)); row.next();)
        profiles.push_back(row.text(1));
    return profiles;
}

std::vector<PersonOfNumber> NumberHistoryGateway::persons(const crm::Scope& scope, const std::string& number)
{
    std::vector<PersonOfNumber> persons;
    const auto digits = crm::digits_of(number);
    if (digits.empty()) return persons;
    const std::string reversed{digits.rbegin(), digits.rend()};
    for (auto row = db_.get().query(select_persons, reversed, reversed, reversed, reversed, reversed, reversed,
                                    scope.is_everything(), scope.group(), most_rows);
         row.next();)
        persons.push_back({.customerid = row.id(1), .customer = row.text(2), .contact = row.text(3)});
    return persons;
}

}  // namespace db
