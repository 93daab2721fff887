// SPDX-License-Identifier: GPL-3.0-or-later
// customer, contact, note: who calls, and what was noted about them. The scope decides which rows exist.
#pragma once

#include "common/crm/permission.h"
#include "common/db/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

struct Customer {
    unsigned id = 0;
    unsigned groupid = 0;
    std::string customer, category, website;
    std::string phone, phone_ext, mobile, fax, fax_ext, email;
    std::string country, state, city, zipcode, address;
    std::string contact, contactgender;
    std::string bankname, bankaccount, bankzip, bankaccountname;
    std::string creby;
};

struct Contact {
    unsigned id = 0;
    unsigned customerid = 0;
    unsigned groupid = 0;
    std::string contact, gender, position;
    std::string phone, ext, phone1, ext1, phone2, ext2, mobile, fax, fax_ext, email;
};

struct Note {
    std::string note;
    int priority = 5;
    int attitude = 0;
    TimePoint when{};
    std::string creby;
};

// Somebody a number may belong to. A customer without a contact has contactid 0, a lone contact customerid 0.
struct Candidate {
    unsigned contactid = 0;
    unsigned customerid = 0;
    std::string contact;
    std::string customer;
    std::string number;
    bool operator==(const Candidate&) const = default;
};

// A row of the portal's own list.
struct OwnEntry {
    unsigned customerid = 0;
    unsigned contactid = 0;
    std::string customer, contact, category;
    std::optional<Note> note;
    TimePoint when{};
};

// A customer (contactid 0) or a contact whose name begins with what somebody typed.
struct NamedPerson {
    unsigned customerid = 0;
    unsigned contactid = 0;
    std::string name;
    std::string of;  // the contact's customer; the customer's city
};

class PeopleGateway {
public:
    explicit PeopleGateway(LazyConnection& db) : db_(db) {}

    // Contacts first, then customers none of whose contacts is listed. `pattern`: crm::MatchPlan.
    [[nodiscard]] std::vector<Candidate> with_number(const crm::Scope& scope, const std::string& pattern);
    [[nodiscard]] std::vector<Candidate> with_any_number(const crm::Scope& scope,
                                                         const std::vector<std::string>& patterns, std::size_t limit);

    [[nodiscard]] std::optional<Customer> customer(const crm::Scope& scope, unsigned id);
    [[nodiscard]] std::optional<Contact> contact(const crm::Scope& scope, unsigned id);
    [[nodiscard]] std::vector<Contact> contacts_of(unsigned customer);
    [[nodiscard]] std::vector<Note> notes_of(unsigned customer, unsigned contact);

    // A customer (or a contact of that customer, 0 = of none) of exactly this name; the oldest.
    [[nodiscard]] std::optional<unsigned> customer_named(const crm::Scope& scope, const std::string& name);
    [[nodiscard]] std::optional<unsigned> contact_named(const crm::Scope& scope, unsigned customer,
                                                        const std::string& name);

    [[nodiscard]] std::vector<NamedPerson> customers_named_like(const crm::Scope& scope, const std::string& beginning,
                                                                std::size_t limit);
    [[nodiscard]] std::vector<NamedPerson> contacts_named_like(const crm::Scope& scope, const std::string& beginning,
                                                               std::size_t limit);

    // Within a transaction: until its end nobody else locks this person, a contact or else a customer.
    void lock(unsigned customer, unsigned contact);

    unsigned add_customer(const Customer& customer, TimePoint now);
    unsigned add_contact(const Contact& contact, const std::string& creby, TimePoint now);
    unsigned add_note(const Note& note, unsigned customer, unsigned contact, unsigned group);
    // Fills the first empty number field, so that the next call from there is recognized. Does nothing when none is, or
    // the number is known.
    void remember_customer_number(unsigned customer, const std::string& number);
    void remember_contact_number(unsigned contact, const std::string& number);

    [[nodiscard]] std::vector<OwnEntry> customers_of(const std::string& username);
    [[nodiscard]] std::vector<OwnEntry> notes_of_author(const std::string& username);

private:
    LazyConnection& db_;
};

}  // namespace db
