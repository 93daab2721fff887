// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/import_gateway.h"

#include "common/crm/phone_number.h"
#include "common/runtime/text.h"

namespace db {

namespace {

constexpr Sql take_lock = "SELECT GET_LOCK(CONCAT(DATABASE(), '.import.', ?), 0)";
constexpr Sql select_job = "SELECT id, status, storedfile, plan, creby, keepedited FROM import_job WHERE id = ?";
constexpr Sql begin_job =
    "UPDATE import_job SET status = 'running', starttime = UTC_TIMESTAMP(3) WHERE id = ? AND status = 'ready'";
constexpr Sql report_job =
    "UPDATE import_job SET rowsread = ?, inserted = ?, skipped = ?, rejected = ?, dialed = ?, bytesdone = ?,"
    " bytestotal = ? WHERE id = ? AND status = 'running'";
constexpr Sql finish_job =
    "UPDATE import_job SET status = 'done', finishtime = UTC_TIMESTAMP(3), rowsread = ?, inserted = ?, skipped = ?,"
    " rejected = ?, dialed = ?, bytesdone = bytestotal WHERE id = ? AND status = 'running'";
constexpr Sql fail_job =
    "UPDATE import_job SET status = IF(status = 'undoing', 'done', 'failed'), error = ?, errorline = ?, detail = ?,"
    " finishtime = IF(status = 'done', finishtime, UTC_TIMESTAMP(3))"
    " WHERE id = ? AND status IN ('ready', 'running', 'undoing')";

constexpr Sql insert_customers =
    "INSERT INTO customer (customer, address, zipcode, website, category, city, state, country, phone, phone_ext, fax,"
    " fax_ext, mobile, email, contact, contactgender, bankname, bankaccount, bankzip, bankaccountname, creby, groupid,"
    " importid, cretime) VALUES ";
constexpr Sql customer_values = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql insert_contacts =
    "INSERT INTO contact (contact, gender, position, phone, ext, phone1, ext1, phone2, ext2, mobile, fax, fax_ext, "
    "email,"
    " creby, groupid, importid, cretime) VALUES ";
constexpr Sql contact_values = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql insert_dial =
    "INSERT INTO diallist (dialnumber, dialtime, assign, creby, groupid, importid, campaignid, cretime) VALUES ";
constexpr Sql dial_values = "(?,?,?,?,?,?,?,UTC_TIMESTAMP())";
constexpr Sql insert_rejects = "INSERT IGNORE INTO import_row_reject (importid, line, flaws, cells) VALUES ";
constexpr Sql reject_values = "(?,?,?,?)";

constexpr Sql select_extensions =
    "SELECT extension FROM astercrm_account WHERE groupid = ? AND extension <> '' AND usertype = 'agent' ORDER BY id";

constexpr Sql customer_piece =
    "SELECT MAX(id) FROM (SELECT id FROM customer WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000) piece";
constexpr Sql contact_piece =
    "SELECT MAX(id) FROM (SELECT id FROM contact WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000) piece";
constexpr Sql dial_piece =
    "SELECT MAX(id) FROM (SELECT id FROM diallist WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000) piece";
constexpr Sql delete_customer_answers =
    "DELETE FROM surveyresult WHERE ? AND customerid IN"
    " (SELECT id FROM customer WHERE importid = ? AND id > ? AND id <= ?)";
constexpr Sql delete_customer_notes =
    "DELETE FROM note WHERE ? AND customerid IN (SELECT id FROM customer WHERE importid = ? AND id > ? AND id <= ?)";
constexpr Sql free_customer_contacts =
    "UPDATE contact SET customerid = 0 WHERE ? AND customerid IN"
    " (SELECT id FROM customer WHERE importid = ? AND id > ? AND id <= ?)";
constexpr Sql delete_customers =
    "DELETE FROM customer WHERE importid = ? AND id > ? AND id <= ? AND (? OR (modtime IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.customerid = customer.id)"
    " AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.customerid = customer.id)"
    " AND NOT EXISTS (SELECT 1 FROM surveyresult s WHERE s.customerid = customer.id)))";
constexpr Sql delete_contact_answers =
    "DELETE FROM surveyresult WHERE ? AND contactid IN"
    " (SELECT id FROM contact WHERE importid = ? AND id > ? AND id <= ?)";
constexpr Sql delete_contact_notes =
    "DELETE FROM note WHERE ? AND contactid IN (SELECT id FROM contact WHERE importid = ? AND id > ? AND id <= ?)";
constexpr Sql delete_contacts =
    "DELETE FROM contact WHERE importid = ? AND id > ? AND id <= ? AND (? OR (modtime IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.contactid = contact.id)"
    " AND NOT EXISTS (SELECT 1 FROM surveyresult s WHERE s.contactid = contact.id)))";
constexpr Sql delete_dial = "DELETE FROM diallist WHERE importid = ? AND id > ? AND id <= ? AND (? OR modtime IS NULL)";
constexpr Sql finish_undo_job =
    "UPDATE import_job SET status = 'undone', undotime = UTC_TIMESTAMP(3), removed = ?, error = ''"
    " WHERE id = ? AND status = 'undoing'";

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
        const auto value = reverse ? reversed(values[i]) : values[i];
        if (i == 0)
            statement.add("?", value);
        else
            statement.add(",?", value);
    }
    statement.add(")");
}

std::vector<Value> owners(const ImportTarget& target)
{
    return {Value(target.creby), Value(target.group), Value(target.import)};
}

}  // namespace

bool ImportGateway::lock(unsigned import)
{
    auto rows = connection_.query(take_lock, import);
    return rows.next() && rows.flag(1);
}

std::optional<ImportJob> ImportGateway::job(unsigned import)
{
    auto rows = connection_.query(select_job, import);
    if (!rows.next()) return std::nullopt;
    return ImportJob{rows.id(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.flag(6)};
}

bool ImportGateway::begin(unsigned import)
{
    return connection_.execute(begin_job, import) == 1;
}

void ImportGateway::report(unsigned import, const ImportCounts& c, std::uint64_t done, std::uint64_t total)
{
    connection_.execute(report_job, c.read, c.inserted, c.skipped, c.rejected, c.dialed, done, total, import);
}

bool ImportGateway::finish(unsigned import, const ImportCounts& c)
{
    return connection_.execute(finish_job, c.read, c.inserted, c.skipped, c.rejected, c.dialed, import) == 1;
}

void ImportGateway::fail(unsigned import, std::string_view error, std::size_t line, std::string_view detail)
{
    connection_.execute(fail_job, error, line, runtime::utf8_prefix(detail, 255), import);
}

void ImportGateway::add_rows(const ImportTarget& target, const std::vector<std::vector<std::string>>& rows)
{
    if (target.table == crm::ImportTable::diallist) {
        std::vector<DialRow> dial;
        for (const auto& row : rows)
            dial.push_back({row[0], row[1], row[2]});
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
    if (target.table == crm::ImportTable::customer)
        connection_.execute_rows(insert_customers, customer_values, "", values, columns);
    else
        connection_.execute_rows(insert_contacts, contact_values, "", values, columns);
}

void ImportGateway::add_to_dial_list(const ImportTarget& target, const std::vector<DialRow>& rows)
{
    const auto whose = owners(target);
    std::vector<Value> values;
    for (const auto& row : rows) {
        values.emplace_back(row.number);
        values.push_back(row.time.empty() ? Value(std::nullopt) : Value(row.time));
        values.emplace_back(row.assign);
        values.insert(values.end(), whose.begin(), whose.end());
        values.emplace_back(target.campaign);
    }
    connection_.execute_rows(insert_dial, dial_values, "", values, 7);
}

void ImportGateway::add_rejects(unsigned import, const std::vector<RejectedRow>& rows)
{
    std::vector<Value> values;
    for (const auto& row : rows) {
        values.emplace_back(import);
        values.emplace_back(row.line);
        values.emplace_back(runtime::utf8_prefix(crm::to_text(row.flaws), 1000));
        values.emplace_back(crm::cells_to_json(row.cells));
    }
    connection_.execute_rows(insert_rejects, reject_values, "", values, 4);
}

std::set<std::string> ImportGateway::known_numbers(const ImportTarget& target, const std::vector<std::string>& digits)
{
    std::set<std::string> known;
    if (digits.empty()) return known;
    Statement search;
    switch (target.table) {
        case crm::ImportTable::customer:
            add_list(search, "SELECT phone FROM customer WHERE groupid = ? AND phone_digits IN (", target, digits,
                     true);
            add_list(search, " UNION SELECT mobile FROM customer WHERE groupid = ? AND mobile_digits IN (", target,
                     digits, true);
            break;
        case crm::ImportTable::contact:
            add_list(search, "SELECT phone FROM contact WHERE groupid = ? AND phone_digits IN (", target, digits, true);
            add_list(search, " UNION SELECT phone1 FROM contact WHERE groupid = ? AND phone1_digits IN (", target,
                     digits, true);
            add_list(search, " UNION SELECT phone2 FROM contact WHERE groupid = ? AND phone2_digits IN (", target,
                     digits, true);
            add_list(search, " UNION SELECT mobile FROM contact WHERE groupid = ? AND mobile_digits IN (", target,
                     digits, true);
            break;
        case crm::ImportTable::diallist:
            add_list(search, "SELECT dialnumber FROM diallist WHERE groupid = ? AND dialnumber IN (", target, digits,
                     false);
            search.add(" AND campaignid = ?", target.campaign);
            break;
    }
    for (auto rows = connection_.query(search); rows.next();)
        known.insert(crm::digits_of(rows.text(1)));
    return known;
}

std::set<std::string> ImportGateway::known_names(const ImportTarget& target, const std::vector<std::string>& names)
{
    std::set<std::string> known;
    if (names.empty() || target.table == crm::ImportTable::diallist) return known;
    Statement search;
    if (target.table == crm::ImportTable::customer)
        add_list(search, "SELECT customer FROM customer WHERE groupid = ? AND customer IN (", target, names, false);
    else
        add_list(search, "SELECT contact FROM contact WHERE groupid = ? AND contact IN (", target, names, false);
    for (auto rows = connection_.query(search); rows.next();)
        known.insert(runtime::to_lower(rows.text(1)));
    return known;
}

std::vector<std::string> ImportGateway::extensions_of(unsigned group)
{
    std::vector<std::string> extensions;
    for (auto rows = connection_.query(select_extensions, group); rows.next();)
        extensions.push_back(rows.text(1));
    return extensions;
}

std::uint64_t ImportGateway::undo_some(crm::ImportTable table, unsigned import, std::uint64_t after, bool keep_edited,
                                       std::uint64_t& removed)
{
    const auto last_of = [&](Sql piece) -> std::uint64_t {
        auto rows = connection_.query(piece, import, after);
        return rows.next() && !rows.is_null(1) ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
    };
    const bool all = !keep_edited;
    std::uint64_t last = 0;
    switch (table) {
        case crm::ImportTable::customer:
            if ((last = last_of(customer_piece)) == 0) return 0;
            for (const auto dependants : {delete_customer_answers, delete_customer_notes, free_customer_contacts})
                connection_.execute(dependants, all, import, after, last);
            removed += connection_.execute(delete_customers, import, after, last, all);
            break;
        case crm::ImportTable::contact:
            if ((last = last_of(contact_piece)) == 0) return 0;
            for (const auto dependants : {delete_contact_answers, delete_contact_notes})
                connection_.execute(dependants, all, import, after, last);
            removed += connection_.execute(delete_contacts, import, after, last, all);
            break;
        case crm::ImportTable::diallist:
            if ((last = last_of(dial_piece)) == 0) return 0;
            removed += connection_.execute(delete_dial, import, after, last, all);
            break;
    }
    return last;
}

bool ImportGateway::finish_undo(unsigned import, std::uint64_t removed)
{
    return connection_.execute(finish_undo_job, removed, import) == 1;
}

}  // namespace db
