// SPDX-License-Identifier: GPL-3.0-or-later
// Saves what the pop's forms hold, within the caller's transaction. Without allow_same_data a customer (or a contact
// within it) of the same name is used again, and only learns the caller's number.
#pragma once

#include "cgi/pages/person_form.h"
#include "common/db/people_gateway.h"

namespace pages {

struct SavedPerson {
    unsigned customerid = 0;
    unsigned contactid = 0;
    bool known_customer = false;  // was there before
    bool known_contact = false;
};

class PersonSaver {
public:
    PersonSaver(db::LazyConnection& db, bool allow_same_data) : people_(db), allow_same_data_(allow_same_data) {}

    // The form has no problems. New rows belong to the account's group.
    [[nodiscard]] SavedPerson save(const PersonForm& form, const db::Account& by, const crm::Scope& scope,
                                   runtime::TimePoint now);

private:
    void save_customer(const PersonForm& form, const db::Account& by, const crm::Scope& scope, runtime::TimePoint now,
                       SavedPerson& saved);
    void save_contact(const PersonForm& form, const db::Account& by, const crm::Scope& scope, runtime::TimePoint now,
                      SavedPerson& saved);

    db::PeopleGateway people_;
    bool allow_same_data_;
};

}  // namespace pages
