// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/person_saver.h"

namespace pages {

SavedPerson PersonSaver::save(const PersonForm& form, const db::Account& by, const crm::Scope& scope,
                              runtime::TimePoint now)
{
    SavedPerson saved;
    if (form.has_customer()) save_customer(form, by, scope, now, saved);
    if (form.has_contact()) save_contact(form, by, scope, now, saved);
    if (form.has_note()) {
        auto note = form.note;
        note.when = now;
        note.creby = by.username;
        people_.add_note(note, saved.customerid, saved.contactid, by.groupid);
    }
    return saved;
}

void PersonSaver::save_customer(const PersonForm& form, const db::Account& by, const crm::Scope& scope,
                                runtime::TimePoint now, SavedPerson& saved)
{
    if (!allow_same_data_) {
        if (const auto known = people_.customer_named(scope, form.customer.customer)) {
            saved.customerid = *known;
            saved.known_customer = true;
            // With a contact the number is that person's.
            if (!form.has_contact()) people_.remember_customer_number(*known, form.customer.phone);
            return;
        }
    }
    auto customer = form.customer;
    customer.creby = by.username;
    customer.groupid = by.groupid;
    saved.customerid = people_.add_customer(customer, now);
}

void PersonSaver::save_contact(const PersonForm& form, const db::Account& by, const crm::Scope& scope,
                               runtime::TimePoint now, SavedPerson& saved)
{
    if (!allow_same_data_) {
        if (const auto known = people_.contact_named(scope, saved.customerid, form.contact.contact)) {
            saved.contactid = *known;
            saved.known_contact = true;
            people_.remember_contact_number(*known, form.contact.phone);
            return;
        }
    }
    auto contact = form.contact;
    contact.customerid = saved.customerid;
    contact.groupid = by.groupid;
    saved.contactid = people_.add_contact(contact, by.username, now);
}

}  // namespace pages
