// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/person_saver.h"

#include "common/db/crm_tables.h"

namespace pages {

PersonSaver::PersonSaver(db::LazyConnection& db, bool allow_same_data)
    : people_(db),
      customers_(db, db::tables::customer),
      contacts_(db, db::tables::contact),
      notes_(db, db::tables::note),
      allow_same_data_(allow_same_data)
{
}

SavedPerson PersonSaver::save(const PersonForm& form, const web::Request& request)
{
    SavedPerson saved;
    if (form.has_customer()) save_customer(form, request, saved);
    if (form.has_contact()) save_contact(form, request, saved);
    if (form.has_note()) save_note(form.note, {saved.customerid, saved.contactid, request.account().groupid}, request);
    return saved;
}

void PersonSaver::save_note(db::Note note, const NoteOwner& owner, const web::Request& request)
{
    note.when = request.now;
    note.creby = request.account().username;
    const auto id = people_.add_note(note, owner.customerid, owner.contactid, owner.groupid);
    notes_.created(id, request.actor(), request.now);
}

void PersonSaver::save_customer(const PersonForm& form, const web::Request& request, SavedPerson& saved)
{
    if (!allow_same_data_) {
        if (const auto known = people_.customer_named(request.scope(), form.customer.customer)) {
            saved.customerid = *known;
            saved.known_customer = true;
            if (form.has_contact()) return;  // the number is that person's
            const auto before = customers_.look(*known);
            people_.remember_customer_number(*known, form.customer.phone);
            customers_.changed(before, request.actor(), request.now);
            return;
        }
    }
    auto customer = form.customer;
    customer.creby = request.account().username;
    customer.groupid = request.account().groupid;
    saved.customerid = people_.add_customer(customer, request.now);
    customers_.created(saved.customerid, request.actor(), request.now);
}

void PersonSaver::save_contact(const PersonForm& form, const web::Request& request, SavedPerson& saved)
{
    if (!allow_same_data_) {
        if (const auto known = people_.contact_named(request.scope(), saved.customerid, form.contact.contact)) {
            saved.contactid = *known;
            saved.known_contact = true;
            const auto before = contacts_.look(*known);
            people_.remember_contact_number(*known, form.contact.phone);
            contacts_.changed(before, request.actor(), request.now);
            return;
        }
    }
    auto contact = form.contact;
    contact.customerid = saved.customerid;
    contact.groupid = request.account().groupid;
    saved.contactid = people_.add_contact(contact, request.account().username, request.now);
    contacts_.created(saved.contactid, request.actor(), request.now);
}

}  // namespace pages
