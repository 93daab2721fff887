// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/import_old_gateway.h"

namespace db {

namespace {

using crm::ImportTable;

// Of one table. `keep` is followed by ids. `restore` reads the old rows first: it locks no others.
struct OldRowsSql {
    Sql keep, piece, there, restore;
};

constexpr OldRowsSql customer_sql{
    "INSERT IGNORE INTO import_old_customer (importid, id, customer, address, zipcode, website, category, city,"
    " state, country, phone, phone_ext, fax, fax_ext, mobile, email, contact, contactgender, bankname,"
    " bankaccount, bankzip, bankaccountname, modtime) SELECT ?, id, customer, address, zipcode, website,"
    " category, city, state, country, phone, phone_ext, fax, fax_ext, mobile, email, contact, contactgender,"
    " bankname, bankaccount, bankzip, bankaccountname, modtime FROM customer WHERE importid <> ? AND groupid = ?"
    " AND id IN (",
    "SELECT MAX(id) FROM (SELECT id FROM import_old_customer WHERE importid = ? AND id > ? ORDER BY id LIMIT"
    " 2000) piece",
    "SELECT COUNT(*) FROM import_old_customer o JOIN customer t ON t.id = o.id WHERE o.importid = ? AND o.id > ?"
    " AND o.id <= ?",
    "UPDATE import_old_customer o STRAIGHT_JOIN customer t ON t.id = o.id SET"
    " t.customer = o.customer, t.address = o.address, t.zipcode = o.zipcode, t.website = o.website, t.category ="
    " o.category, t.city = o.city, t.state = o.state, t.country = o.country, t.phone = o.phone, t.phone_ext ="
    " o.phone_ext, t.fax = o.fax, t.fax_ext = o.fax_ext, t.mobile = o.mobile, t.email = o.email, t.contact ="
    " o.contact, t.contactgender = o.contactgender, t.bankname = o.bankname, t.bankaccount = o.bankaccount,"
    " t.bankzip = o.bankzip, t.bankaccountname = o.bankaccountname, t.modtime = o.modtime WHERE o.importid = ?"
    " AND o.id > ? AND o.id <= ? AND t.modtime = ?"};

constexpr OldRowsSql contact_sql{
    "INSERT IGNORE INTO import_old_contact (importid, id, contact, gender, position, phone, ext, phone1, ext1,"
    " phone2, ext2, mobile, fax, fax_ext, email, modtime) SELECT ?, id, contact, gender, position, phone, ext,"
    " phone1, ext1, phone2, ext2, mobile, fax, fax_ext, email, modtime FROM contact WHERE importid <> ? AND"
    " groupid = ? AND id IN (",
    "SELECT MAX(id) FROM (SELECT id FROM import_old_contact WHERE importid = ? AND id > ? ORDER BY id LIMIT 2000)"
    " piece",
    "SELECT COUNT(*) FROM import_old_contact o JOIN contact t ON t.id = o.id WHERE o.importid = ? AND o.id > ?"
    " AND o.id <= ?",
    "UPDATE import_old_contact o STRAIGHT_JOIN contact t ON t.id = o.id SET"
    " t.contact = o.contact, t.gender = o.gender, t.position = o.position, t.phone = o.phone, t.ext = o.ext,"
    " t.phone1 = o.phone1, t.ext1 = o.ext1, t.phone2 = o.phone2, t.ext2 = o.ext2, t.mobile = o.mobile, t.fax ="
    " o.fax, t.fax_ext = o.fax_ext, t.email = o.email, t.modtime = o.modtime WHERE o.importid = ? AND o.id > ?"
    " AND o.id <= ? AND t.modtime = ?"};

constexpr OldRowsSql diallist_sql{
    "INSERT IGNORE INTO import_old_diallist (importid, id, dialnumber, dialtime, assign, timezone, consenttime, "
    "linetype,"
    " modtime) SELECT ?, id, dialnumber, dialtime, assign, timezone, consenttime, linetype, modtime FROM diallist "
    "WHERE importid <> ? AND groupid = ? AND id IN (",
    "SELECT MAX(id) FROM (SELECT id FROM import_old_diallist WHERE importid = ? AND id > ? ORDER BY id LIMIT"
    " 2000) piece",
    "SELECT COUNT(*) FROM import_old_diallist o JOIN diallist t ON t.id = o.id WHERE o.importid = ? AND o.id > ?"
    " AND o.id <= ?",
    "UPDATE import_old_diallist o STRAIGHT_JOIN diallist t ON t.id = o.id SET"
    " t.dialnumber = o.dialnumber, t.dialtime = o.dialtime, t.assign = o.assign, t.timezone = o.timezone,"
    " t.consenttime = o.consenttime, t.linetype = o.linetype, t.modtime = o.modtime WHERE"
    " o.importid = ? AND o.id > ? AND o.id <= ? AND t.modtime = ?"};

const OldRowsSql& sql_of(ImportTable table)
{
    switch (table) {
        case ImportTable::customer:
            return customer_sql;
        case ImportTable::contact:
            return contact_sql;
        case ImportTable::diallist:
            return diallist_sql;
    }
    return customer_sql;
}

}  // namespace

void ImportOldGateway::keep(const ImportTarget& target, const std::vector<std::uint64_t>& ids)
{
    if (ids.empty()) return;
    Statement statement{sql_of(target.table).keep, target.import, target.import, target.group};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i > 0) statement.add(",");
        statement.add("?", ids[i]);
    }
    connection_.execute(statement.add(") FOR UPDATE"));
}

std::uint64_t ImportOldGateway::restore_some(ImportTable table, const ImportJob& job, std::uint64_t after,
                                             ImportUndoCounts& counts)
{
    const auto& sql = sql_of(table);
    const auto number = [](Rows rows) { return rows.next() ? static_cast<std::uint64_t>(rows.integer(1)) : 0; };
    const auto last = number(connection_.query(sql.piece, job.id, after));
    if (last == 0) return 0;
    const auto there = number(connection_.query(sql.there, job.id, after, last));
    const auto back = connection_.execute(sql.restore, job.id, after, last, job.started);
    counts.restored += back;
    counts.kept += there - back;
    return last;
}

}  // namespace db
