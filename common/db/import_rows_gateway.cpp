// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/import_rows_gateway.h"

#include "common/crm/phone_number.h"
#include "common/db/import_members.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace db {

namespace {

using crm::ImportTable;

constexpr Sql insert_customers =
    "INSERT INTO customer (customer, address, zipcode, website, category, city, state, country, phone, phone_ext, fax,"
    " fax_ext, mobile, email, contact, contactgender, bankname, bankaccount, bankzip, bankaccountname, creby, groupid,"
    " importid, cretime) VALUES ";
constexpr Sql customer_values = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql insert_contacts =
    "INSERT INTO contact (contact, gender, position, phone, ext, phone1, ext1, phone2, ext2, mobile, fax, fax_ext,"
    " email, creby, groupid, importid, cretime) VALUES ";
constexpr Sql contact_values = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql insert_dial =
    "INSERT INTO diallist (dialnumber, dialtime, assign, timezone, consenttime, linetype, creby, groupid, importid,"
    " campaignid, cretime) VALUES ";
constexpr Sql dial_values = "(?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";

// A row the import itself added is not "changed since": its modtime stays. Others get the import's time as their mark.
constexpr Sql change_customer =
    "UPDATE customer SET customer = COALESCE(?, customer), address = COALESCE(?, address),"
    " zipcode = COALESCE(?, zipcode), website = COALESCE(?, website), category = COALESCE(?, category),"
    " city = COALESCE(?, city), state = COALESCE(?, state), country = COALESCE(?, country), phone = COALESCE(?, phone),"
    " phone_ext = COALESCE(?, phone_ext), fax = COALESCE(?, fax), fax_ext = COALESCE(?, fax_ext),"
    " mobile = COALESCE(?, mobile), email = COALESCE(?, email), contact = COALESCE(?, contact),"
    " contactgender = COALESCE(?, contactgender), bankname = COALESCE(?, bankname),"
    " bankaccount = COALESCE(?, bankaccount), bankzip = COALESCE(?, bankzip),"
    " bankaccountname = COALESCE(?, bankaccountname), modtime = IF(importid = ?, modtime, ?)"
    " WHERE id = ? AND groupid = ?";
constexpr Sql change_contact =
    "UPDATE contact SET contact = COALESCE(?, contact), gender = COALESCE(?, gender), position = COALESCE(?, position),"
    " phone = COALESCE(?, phone), ext = COALESCE(?, ext), phone1 = COALESCE(?, phone1), ext1 = COALESCE(?, ext1),"
    " phone2 = COALESCE(?, phone2), ext2 = COALESCE(?, ext2), mobile = COALESCE(?, mobile), fax = COALESCE(?, fax),"
    " fax_ext = COALESCE(?, fax_ext), email = COALESCE(?, email), modtime = IF(importid = ?, modtime, ?)"
    " WHERE id = ? AND groupid = ?";
constexpr Sql change_dial =
    "UPDATE diallist SET dialnumber = COALESCE(?, dialnumber), dialtime = COALESCE(?, dialtime),"
    " assign = COALESCE(?, assign), timezone = COALESCE(?, timezone), consenttime = COALESCE(?, consenttime),"
    " linetype = COALESCE(?, linetype), modtime = IF(importid = ?, modtime, ?)"
    " WHERE id = ? AND groupid = ?";

constexpr Sql customer_piece =
    "SELECT MAX(id) FROM (SELECT id FROM customer WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000) piece";
constexpr Sql contact_piece =
    "SELECT MAX(id) FROM (SELECT id FROM contact WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000) piece";
constexpr Sql dial_piece =
    "SELECT MAX(id) FROM (SELECT id FROM diallist WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000) piece";
constexpr Sql delete_customers =
    "DELETE FROM customer WHERE importid = ? AND id > ? AND id <= ? AND modtime IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.customerid = customer.id)"
    " AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.customerid = customer.id)"
    " AND NOT EXISTS (SELECT 1 FROM surveyresult s WHERE s.customerid = customer.id)";
constexpr Sql delete_contacts =
    "DELETE FROM contact WHERE importid = ? AND id > ? AND id <= ? AND modtime IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.contactid = contact.id)"
    " AND NOT EXISTS (SELECT 1 FROM surveyresult s WHERE s.contactid = contact.id)";
constexpr Sql delete_dial = "DELETE FROM diallist WHERE importid = ? AND id > ? AND id <= ? AND modtime IS NULL";
constexpr Sql count_rows =
    "SELECT (SELECT COUNT(*) FROM customer WHERE importid = ?) + (SELECT COUNT(*) FROM contact WHERE importid = ?)"
    " + (SELECT COUNT(*) FROM diallist WHERE importid = ?)";

std::string reversed(const std::string& text)
{
    return {text.rbegin(), text.rend()};
}

// One column's part of a search for many values.
void add_list(Statement& statement, Sql head, const ImportTarget& target, const std::vector<std::string>& values,
              bool reverse)
{
    statement.add(head, target.group);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) statement.add(",");
        statement.add("?", reverse ? reversed(values[i]) : values[i]);
    }
    statement.add(")");
}

std::vector<Value> owners(const ImportTarget& target)
{
    return {Value(target.creby), Value(target.group), Value(target.import)};
}

Value filled(const std::string& value)
{
    return value.empty() || value == "unknown" ? Value(std::nullopt) : Value(value);
}

}  // namespace

void ImportRowsGateway::add(const ImportTarget& target, const std::vector<ImportValues>& rows)
{
    if (target.table == ImportTable::diallist) {
        std::vector<DialRow> dial;
        for (const auto& row : rows)
            dial.push_back({row[0], row[1], row[2], row[3], row[4], row[5]});
        return add_to_dial_list(target, dial);
    }
    const auto whose = owners(target);
    const auto columns = crm::columns_of(target.table).size() + whose.size();
    std::vector<Value> values;
    values.reserve(rows.size() * columns);
    for (const auto& row : rows) {
        values.insert(values.end(), row.begin(), row.end());
        values.insert(values.end(), whose.begin(), whose.end());
    }
    if (target.table == ImportTable::customer)
        connection_.execute_rows(insert_customers, customer_values, "", values, columns);
    else
        connection_.execute_rows(insert_contacts, contact_values, "", values, columns);
}

void ImportRowsGateway::add_to_dial_list(const ImportTarget& target, const std::vector<DialRow>& rows)
{
    const auto whose = owners(target);
    std::vector<Value> values;
    for (const auto& row : rows) {
        values.emplace_back(row.number);
        values.push_back(row.time.empty() ? Value(std::nullopt) : Value(row.time));
        values.emplace_back(row.assign);
        values.emplace_back(row.zone);
        values.push_back(row.consent.empty() ? Value(std::nullopt) : Value(row.consent));
        values.emplace_back(row.line);
        values.insert(values.end(), whose.begin(), whose.end());
        values.emplace_back(target.campaign);
    }
    connection_.execute_rows(insert_dial, dial_values, "", values, 10);
}

void ImportRowsGateway::change(const ImportTarget& target, std::uint64_t id, const ImportValues& values)
{
    std::vector<Value> bound;
    for (const auto& value : values)
        bound.push_back(filled(value));
    bound.insert(bound.end(), {Value(target.import), Value(target.begun), Value(id), Value(target.group)});
    const auto run = [&](Sql update) { connection_.execute_rows(update, "", "", bound, bound.size()); };
    switch (target.table) {
        case ImportTable::customer:
            return run(change_customer);
        case ImportTable::contact:
            return run(change_contact);
        case ImportTable::diallist:
            return run(change_dial);
    }
}

ImportRowsGateway::Known ImportRowsGateway::with_numbers(const ImportTarget& target,
                                                         const std::vector<std::string>& digits)
{
    Known known;
    if (digits.empty()) return known;
    Statement search;
    switch (target.table) {
        case ImportTable::customer:
            add_list(search, "SELECT id, phone FROM customer WHERE groupid = ? AND phone_digits IN (", target, digits,
                     true);
            add_list(search, " UNION ALL SELECT id, mobile FROM customer WHERE groupid = ? AND mobile_digits IN (",
                     target, digits, true);
            break;
        case ImportTable::contact:
            add_list(search, "SELECT id, phone FROM contact WHERE groupid = ? AND phone_digits IN (", target, digits,
                     true);
            add_list(search, " UNION ALL SELECT id, phone1 FROM contact WHERE groupid = ? AND phone1_digits IN (",
                     target, digits, true);
            add_list(search, " UNION ALL SELECT id, phone2 FROM contact WHERE groupid = ? AND phone2_digits IN (",
                     target, digits, true);
            add_list(search, " UNION ALL SELECT id, mobile FROM contact WHERE groupid = ? AND mobile_digits IN (",
                     target, digits, true);
            break;
        case ImportTable::diallist:
            add_list(search, "SELECT id, dialnumber FROM diallist WHERE groupid = ? AND dialnumber IN (", target,
                     digits, false);
            search.add(" AND campaignid = ?", target.campaign);
            break;
    }
    for (auto rows = connection_.query(search); rows.next();) {
        const auto id = static_cast<std::uint64_t>(rows.integer(1));
        const auto [entry, is_new] = known.try_emplace(crm::digits_of(rows.text(2)), id);
        if (!is_new) entry->second = std::min(entry->second, id);
    }
    return known;
}

ImportRowsGateway::Known ImportRowsGateway::with_names(const ImportTarget& target,
                                                       const std::vector<std::string>& names)
{
    Known known;
    if (names.empty()) return known;
    Statement search;
    if (target.table == ImportTable::customer)
        add_list(search, "SELECT id, customer FROM customer WHERE groupid = ? AND customer IN (", target, names, false);
    else
        add_list(search, "SELECT id, contact FROM contact WHERE groupid = ? AND contact IN (", target, names, false);
    search.add(" ORDER BY id");
    for (auto rows = connection_.query(search); rows.next();)
        known.try_emplace(runtime::to_lower(rows.text(2)), static_cast<std::uint64_t>(rows.integer(1)));
    return known;
}

std::vector<std::string> ImportRowsGateway::members(unsigned group)
{
    return import_members(connection_, group);
}

std::uint64_t ImportRowsGateway::undo_some(ImportTable table, unsigned import, std::uint64_t after,
                                           std::uint64_t& removed)
{
    const auto step = [&](Sql piece, Sql remove) -> std::uint64_t {
        auto rows = connection_.query(piece, import, after);
        if (!rows.next() || rows.is_null(1)) return 0;
        const auto last = static_cast<std::uint64_t>(rows.integer(1));
        removed += connection_.execute(remove, import, after, last);
        return last;
    };
    switch (table) {
        case ImportTable::customer:
            return step(customer_piece, delete_customers);
        case ImportTable::contact:
            return step(contact_piece, delete_contacts);
        case ImportTable::diallist:
            return step(dial_piece, delete_dial);
    }
    return 0;
}

std::uint64_t ImportRowsGateway::count(unsigned import)
{
    auto rows = connection_.query(count_rows, import, import, import);
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

}  // namespace db
