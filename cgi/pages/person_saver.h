// SPDX-License-Identifier: GPL-3.0-or-later
// Saves what the pop's forms hold, and tells the audit log, within the caller's transaction. Without allow_same_data a
// customer (or a contact within it) of the same name is used again, and only learns the caller's number.
#pragma once

#include "cgi/pages/person_form.h"
#include "cgi/web/request.h"
#include "common/db/people_gateway.h"
#include "common/db/row_audit.h"

namespace pages {

struct SavedPerson {
    unsigned customerid = 0;
    unsigned contactid = 0;
    bool known_customer = false;  // was there before
    bool known_contact = false;
};

// Whom a note is about (0: nobody of that kind), and whose it is.
struct NoteOwner {
    unsigned customerid = 0;
    unsigned contactid = 0;
    unsigned groupid = 0;
};

class PersonSaver {
public:
    PersonSaver(db::LazyConnection& db, bool allow_same_data);

    // The form has no problems. New rows belong to the group of the request's account.
    [[nodiscard]] SavedPerson save(const PersonForm& form, const web::Request& request);
    void save_note(db::Note note, const NoteOwner& owner, const web::Request& request);

private:
    void save_customer(const PersonForm& form, const web::Request& request, SavedPerson& saved);
    void save_contact(const PersonForm& form, const web::Request& request, SavedPerson& saved);

    db::PeopleGateway people_;
    db::RowAudit customers_, contacts_, notes_;
    bool allow_same_data_;
};

}  // namespace pages
