// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/people_gateway.h"

#include "common/crm/grid.h"

#include <algorithm>

namespace db {

namespace {

constexpr Sql contacts_with_number =
    "SELECT c.id, c.customerid, c.contact, k.customer, CASE WHEN c.phone_digits LIKE ? THEN c.phone"
    " WHEN c.mobile_digits LIKE ? THEN c.mobile WHEN c.phone1_digits LIKE ? THEN c.phone1 ELSE c.phone2 END"
    " FROM contact c LEFT JOIN customer k ON k.id = c.customerid"
    " WHERE (c.phone_digits LIKE ? OR c.mobile_digits LIKE ? OR c.phone1_digits LIKE ? OR c.phone2_digits LIKE ?)"
    " AND (? OR c.groupid = ?) ORDER BY c.id LIMIT 20";
constexpr Sql customers_with_number =
    "SELECT 0, c.id, '', c.customer, CASE WHEN c.phone_digits LIKE ? THEN c.phone ELSE c.mobile END"
    " FROM customer c WHERE (c.phone_digits LIKE ? OR c.mobile_digits LIKE ?) AND (? OR c.groupid = ?)"
    " ORDER BY c.id LIMIT 20";

constexpr Sql select_customer =
    "SELECT id, groupid, customer, category, website, phone, phone_ext, mobile, fax, fax_ext, email, country, state,"
    " city, zipcode, address, contact, contactgender, bankname, bankaccount, bankzip, bankaccountname, creby"
    " FROM customer WHERE id = ? AND (? OR groupid = ?)";
constexpr Sql select_contact =
    "SELECT id, customerid, groupid, contact, gender, position, phone, ext, phone1, ext1, phone2, ext2, mobile, fax,"
    " fax_ext, email FROM contact WHERE id = ? AND (? OR groupid = ?)";
constexpr Sql select_contacts_of =
    "SELECT id, customerid, groupid, contact, gender, position, phone, ext, phone1, ext1, phone2, ext2, mobile, fax,"
    " fax_ext, email FROM contact WHERE customerid = ? AND customerid <> 0 ORDER BY id LIMIT 20";
// The contact's notes and those of the customer as a whole; a customer alone shows everything noted there.
constexpr Sql select_notes =
    "SELECT note, priority, attitude, cretime, creby FROM note"
    " WHERE (customerid = ? AND customerid <> 0) OR (contactid = ? AND contactid <> 0)"
    " ORDER BY cretime DESC, id DESC LIMIT 30";

constexpr Sql select_customer_named =
    "SELECT id FROM customer WHERE customer = ? AND (? OR groupid = ?) ORDER BY id LIMIT 1";
constexpr Sql select_contact_named =
    "SELECT id FROM contact WHERE contact = ? AND customerid = ? AND (? OR groupid = ?) ORDER BY id LIMIT 1";

constexpr Sql lock_customer = "SELECT id FROM customer WHERE id = ? FOR UPDATE";
constexpr Sql lock_contact = "SELECT id FROM contact WHERE id = ? FOR UPDATE";

constexpr Sql select_customers_named_like =
    "SELECT id, 0, customer, city FROM customer WHERE customer LIKE ? AND (? OR groupid = ?) ORDER BY customer LIMIT ?";
constexpr Sql select_contacts_named_like =
    "SELECT c.customerid, c.id, c.contact, COALESCE(k.customer, '') FROM contact c"
    " LEFT JOIN customer k ON k.id = c.customerid WHERE c.contact LIKE ? AND (? OR c.groupid = ?)"
    " ORDER BY c.contact LIMIT ?";

constexpr Sql insert_customer =
    "INSERT INTO customer (customer, category, website, phone, phone_ext, mobile, fax, fax_ext, email, country, state,"
    " city, zipcode, address, contact, contactgender, bankname, bankaccount, bankzip, bankaccountname, creby, groupid,"
    " cretime) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr Sql insert_contact =
    "INSERT INTO contact (contact, gender, position, phone, ext, phone1, ext1, phone2, ext2, mobile, fax, fax_ext,"
    " email, customerid, groupid, creby, cretime) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr Sql insert_note =
    "INSERT INTO note (note, priority, attitude, cretime, creby, customerid, contactid, groupid)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
// Assignments run from left to right, so each looks at columns that are not written yet.
constexpr Sql fill_customer_number =
    "UPDATE customer SET mobile = CASE WHEN phone <> '' AND mobile = '' THEN ? ELSE mobile END,"
    " phone = CASE WHEN phone = '' THEN ? ELSE phone END WHERE id = ? AND ? NOT IN ('', phone, mobile)";
constexpr Sql fill_contact_number =
    "UPDATE contact SET phone1 = CASE WHEN phone <> '' AND mobile <> '' AND phone1 = '' THEN ? ELSE phone1 END,"
    " mobile = CASE WHEN phone <> '' AND mobile = '' THEN ? ELSE mobile END,"
    " phone = CASE WHEN phone = '' THEN ? ELSE phone END"
    " WHERE id = ? AND ? NOT IN ('', phone, mobile, phone1, phone2)";

constexpr Sql select_customers_of =
    "SELECT c.id, 0, c.customer, c.contact, c.category, n.note, n.priority, n.attitude, n.cretime, n.creby, c.cretime"
    " FROM customer c LEFT JOIN note n ON n.id = (SELECT MAX(m.id) FROM note m WHERE m.customerid = c.id)"
    " WHERE c.creby = ? ORDER BY c.id DESC LIMIT 8";
constexpr Sql select_notes_of_author =
    "SELECT n.customerid, n.contactid, c.customer, k.contact, c.category, n.note, n.priority, n.attitude, n.cretime,"
    " n.creby, n.cretime FROM note n LEFT JOIN customer c ON c.id = n.customerid LEFT JOIN contact k ON k.id = "
    "n.contactid"
    " WHERE n.creby = ? AND n.priority > 0 ORDER BY n.id DESC LIMIT 8";

void read_candidates(Rows rows, std::vector<Candidate>& out)
{
    while (rows.next()) {
        Candidate found{rows.id(1), rows.id(2), rows.text(3), rows.text(4), rows.text(5)};
        const bool listed = std::any_of(out.begin(), out.end(), [&](const Candidate& c) {
            if (found.contactid == 0) return c.customerid == found.customerid;
            return c.contactid == found.contactid;
        });
        if (!listed) out.push_back(std::move(found));
    }
}

Contact read_contact(const Rows& row)
{
    Contact contact;
    contact.id = row.id(1);
    contact.customerid = row.id(2);
    contact.groupid = row.id(3);
    unsigned column = 4;
    for (auto* field : {&contact.contact, &contact.gender, &contact.position, &contact.phone, &contact.ext,
                        &contact.phone1, &contact.ext1, &contact.phone2, &contact.ext2, &contact.mobile, &contact.fax,
                        &contact.fax_ext, &contact.email})
        *field = row.text(column++);
    return contact;
}

Customer read_customer(const Rows& row)
{
    Customer customer;
    customer.id = row.id(1);
    customer.groupid = row.id(2);
    unsigned column = 3;
    for (auto* field : {&customer.customer,  &customer.category,    &customer.website, &customer.phone,
                        &customer.phone_ext, &customer.mobile,      &customer.fax,     &customer.fax_ext,
                        &customer.email,     &customer.country,     &customer.state,   &customer.city,
                        &customer.zipcode,   &customer.address,     &customer.contact, &customer.contactgender,
                        &customer.bankname,  &customer.bankaccount, &customer.bankzip, &customer.bankaccountname,
                        &customer.creby})
        *field = row.text(column++);
    return customer;
}

Note read_note(const Rows& row, unsigned first)
{
    return {row.text(first), static_cast<int>(row.integer(first + 1)), static_cast<int>(row.integer(first + 2)),
            row.time(first + 3).value_or(TimePoint{}), row.text(first + 4)};
}

std::vector<NamedPerson> read_named(Rows rows)
{
    std::vector<NamedPerson> people;
    while (rows.next())
        people.push_back({rows.id(1), rows.id(2), rows.text(3), rows.text(4)});
    return people;
}

std::vector<OwnEntry> read_own_entries(Rows rows)
{
    std::vector<OwnEntry> entries;
    while (rows.next()) {
        OwnEntry entry;
        entry.customerid = rows.id(1);
        entry.contactid = rows.id(2);
        entry.customer = rows.text(3);
        entry.contact = rows.text(4);
        entry.category = rows.text(5);
        if (!rows.is_null(6)) entry.note = read_note(rows, 6);
        entry.when = rows.time(11).value_or(TimePoint{});
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::optional<unsigned> first_id(Rows rows)
{
    if (!rows.next()) return std::nullopt;
    return rows.id(1);
}

}  // namespace

std::vector<Candidate> PeopleGateway::with_number(const crm::Scope& scope, const std::string& pattern)
{
    std::vector<Candidate> found;
    auto& db = db_.get();
    const auto& p = pattern;
    const bool all = scope.is_everything();
    read_candidates(db.query(contacts_with_number, p, p, p, p, p, p, p, all, scope.group()), found);
    read_candidates(db.query(customers_with_number, p, p, p, all, scope.group()), found);
    return found;
}

std::vector<Candidate> PeopleGateway::with_any_number(const crm::Scope& scope, const std::vector<std::string>& patterns,
                                                      std::size_t limit)
{
    std::vector<Candidate> found;
    for (const auto& pattern : patterns) {
        for (auto& candidate : with_number(scope, pattern)) {
            if (std::find(found.begin(), found.end(), candidate) == found.end()) found.push_back(std::move(candidate));
        }
        if (found.size() >= limit) break;
    }
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::optional<Customer> PeopleGateway::customer(const crm::Scope& scope, unsigned id)
{
    auto rows = db_.get().query(select_customer, id, scope.is_everything(), scope.group());
    if (!rows.next()) return std::nullopt;
    return read_customer(rows);
}

std::optional<Contact> PeopleGateway::contact(const crm::Scope& scope, unsigned id)
{
    auto rows = db_.get().query(select_contact, id, scope.is_everything(), scope.group());
    if (!rows.next()) return std::nullopt;
    return read_contact(rows);
}

std::vector<Contact> PeopleGateway::contacts_of(unsigned customer)
{
    std::vector<Contact> contacts;
    auto rows = db_.get().query(select_contacts_of, customer);
    while (rows.next())
        contacts.push_back(read_contact(rows));
    return contacts;
}

std::vector<Note> PeopleGateway::notes_of(unsigned customer, unsigned contact)
{
    std::vector<Note> notes;
    auto rows = db_.get().query(select_notes, customer, contact);
    while (rows.next())
        notes.push_back(read_note(rows, 1));
    return notes;
}

std::vector<NamedPerson> PeopleGateway::customers_named_like(const crm::Scope& scope, const std::string& beginning,
                                                             std::size_t limit)
{
    return read_named(db_.get().query(select_customers_named_like, crm::like_pattern_beginning(beginning),
                                      scope.is_everything(), scope.group(), limit));
}

std::vector<NamedPerson> PeopleGateway::contacts_named_like(const crm::Scope& scope, const std::string& beginning,
                                                            std::size_t limit)
{
    return read_named(db_.get().query(select_contacts_named_like, crm::like_pattern_beginning(beginning),
                                      scope.is_everything(), scope.group(), limit));
}

std::optional<unsigned> PeopleGateway::customer_named(const crm::Scope& scope, const std::string& name)
{
    return first_id(db_.get().query(select_customer_named, name, scope.is_everything(), scope.group()));
}

std::optional<unsigned> PeopleGateway::contact_named(const crm::Scope& scope, unsigned customer,
                                                     const std::string& name)
{
    return first_id(db_.get().query(select_contact_named, name, customer, scope.is_everything(), scope.group()));
}

void PeopleGateway::lock(unsigned customer, unsigned contact)
{
    auto& db = db_.get();
    auto row = contact != 0 ? db.query(lock_contact, contact) : db.query(lock_customer, customer);
    (void)row.next();
}

unsigned PeopleGateway::add_customer(const Customer& c, TimePoint now)
{
    auto& db = db_.get();
    db.execute(insert_customer, c.customer, c.category, c.website, c.phone, c.phone_ext, c.mobile, c.fax, c.fax_ext,
               c.email, c.country, c.state, c.city, c.zipcode, c.address, c.contact, c.contactgender, c.bankname,
               c.bankaccount, c.bankzip, c.bankaccountname, c.creby, c.groupid, now);
    return static_cast<unsigned>(db.last_insert_id());
}

unsigned PeopleGateway::add_contact(const Contact& c, const std::string& creby, TimePoint now)
{
    auto& db = db_.get();
    db.execute(insert_contact, c.contact, c.gender, c.position, c.phone, c.ext, c.phone1, c.ext1, c.phone2, c.ext2,
               c.mobile, c.fax, c.fax_ext, c.email, c.customerid, c.groupid, creby, now);
    return static_cast<unsigned>(db.last_insert_id());
}

unsigned PeopleGateway::add_note(const Note& note, unsigned customer, unsigned contact, unsigned group)
{
    auto& connection = db_.get();
    connection.execute(insert_note, note.note, note.priority, note.attitude, note.when, note.creby, customer, contact,
                       group);
    return static_cast<unsigned>(connection.last_insert_id());
}

void PeopleGateway::remember_customer_number(unsigned customer, const std::string& number)
{
    db_.get().execute(fill_customer_number, number, number, customer, number);
}

void PeopleGateway::remember_contact_number(unsigned contact, const std::string& number)
{
    db_.get().execute(fill_contact_number, number, number, number, contact, number);
}

std::vector<OwnEntry> PeopleGateway::customers_of(const std::string& username)
{
    return read_own_entries(db_.get().query(select_customers_of, username));
}

std::vector<OwnEntry> PeopleGateway::notes_of_author(const std::string& username)
{
    return read_own_entries(db_.get().query(select_notes_of_author, username));
}

}  // namespace db
