// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/customer_gateway.h"

namespace db {

namespace {

// A recording belongs to a customer by the call it is of.
constexpr Sql select_recordings =
    "SELECT DISTINCT m.id, m.starttime, m.callerid, m.extension, m.status, m.duration FROM customer c"
    " JOIN mycdr r ON r.src IN (c.phone, c.mobile, REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) AND r.src <> ''"
    " JOIN monitorrecord m ON m.linkedid = r.linkedid AND m.linkedid <> ''"
    " WHERE c.id = ? AND (? OR m.groupid = ?)"
    " UNION"
    " SELECT m.id, m.starttime, m.callerid, m.extension, m.status, m.duration FROM customer c"
    " JOIN mycdr r ON r.dst IN (c.phone, c.mobile, REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) AND r.dst <> ''"
    " JOIN monitorrecord m ON m.linkedid = r.linkedid AND m.linkedid <> ''"
    " WHERE c.id = ? AND (? OR m.groupid = ?)"
    " ORDER BY 1 DESC LIMIT 20";

constexpr Sql select_dialings =
    "SELECT d.dialnumber, d.assign, k.campaignname, d.dialtime FROM customer c"
    " JOIN diallist d ON d.dialnumber IN (REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) AND d.dialnumber <> ''"
    " LEFT JOIN campaign k ON k.id = d.campaignid WHERE c.id = ? AND (? OR d.groupid = ?) ORDER BY d.id DESC LIMIT 20";

constexpr Sql select_answers =
    "SELECT surveytitle, surveyoption, itemcontent, surveynote, creby, cretime FROM surveyresult"
    " WHERE customerid = ? AND (? OR groupid = ?) ORDER BY id DESC LIMIT 20";

}  // namespace

std::vector<CustomerRecording> CustomerGateway::recordings(const crm::Scope& scope, unsigned customer)
{
    std::vector<CustomerRecording> found;
    auto rows = db_.get().query(select_recordings, customer, scope.is_everything(), scope.group(), customer,
                                scope.is_everything(), scope.group());
    while (rows.next())
        found.push_back({rows.id(1), rows.time(2), rows.text(3), rows.text(4), rows.text(5),
                         std::chrono::seconds{rows.integer(6)}});
    return found;
}

std::vector<CustomerDialing> CustomerGateway::dialings(const crm::Scope& scope, unsigned customer)
{
    std::vector<CustomerDialing> found;
    auto rows = db_.get().query(select_dialings, customer, scope.is_everything(), scope.group());
    while (rows.next())
        found.push_back({rows.text(1), rows.text(2), rows.text(3), rows.time(4)});
    return found;
}

std::vector<CustomerAnswer> CustomerGateway::answers(const crm::Scope& scope, unsigned customer)
{
    std::vector<CustomerAnswer> found;
    auto rows = db_.get().query(select_answers, customer, scope.is_everything(), scope.group());
    while (rows.next()) {
        const auto item = rows.text(3);
        found.push_back({rows.text(1), rows.text(2), item.empty() ? rows.text(4) : item, rows.text(5), rows.time(6)});
    }
    return found;
}

}  // namespace db
