// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the pop's forms. What was typed becomes typed values, or a message for each field that does not fit.
#pragma once

#include "cgi/pages/field_check.h"
#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "common/db/people_gateway.h"

#include <string>

namespace pages {

// A new customer, contact and note; any of them may be missing.
struct PersonForm {
    db::Customer customer;
    db::Contact contact;
    db::Note note;
    FieldProblems problems;

    [[nodiscard]] bool has_customer() const { return !customer.customer.empty(); }
    [[nodiscard]] bool has_contact() const { return !contact.contact.empty(); }
    [[nodiscard]] bool has_note() const { return !note.note.empty(); }
};

struct NoteForm {
    db::Note note;
    FieldProblems problems;
};

[[nodiscard]] PersonForm read_person_form(const web::Request& request);
[[nodiscard]] NoteForm read_note_form(const web::Request& request);

// Fields keep what was typed; problems become a section NAME_PROBLEM with the problem's own section in it.
void fill_person_form(web::Model& model, const web::Request& typed, const FieldProblems& problems);
void fill_empty_person_form(web::Model& model, const std::string& number);
void fill_note_form(web::Model& model, const web::Request& typed, const FieldProblems& problems);
void fill_empty_note_form(web::Model& model);

}  // namespace pages
