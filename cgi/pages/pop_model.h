// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what the screen pop shows, as values, and how they fill its template.
#pragma once

#include "cgi/web/model.h"
#include "common/crm/permission.h"
#include "common/crm/phone_number.h"
#include "common/db/line_gateway.h"
#include "common/db/people_gateway.h"
#include "common/db/playback_gateway.h"
#include "common/db/portal_gateway.h"
#include "common/i18n/language.h"

#include <optional>
#include <string>
#include <vector>

namespace pages {

// The call a pop belongs to, as the browser tells it. All of it may be empty: a person opened from a list.
struct PopCall {
    std::string leg;
    std::string number;
    std::string did;
    std::string channel;  // of the other side
};

struct Person {
    std::optional<db::Contact> contact;
    std::optional<db::Customer> customer;
    std::vector<db::Contact> colleagues;  // the customer's other contacts
    std::vector<db::Note> notes;

    [[nodiscard]] std::string name() const { return contact ? contact->contact : customer ? customer->customer : ""; }
};

struct Pop {
    PopCall call;
    crm::MatchPlan plan;
    std::optional<db::Line> line;
    std::optional<Person> person;
    std::vector<db::Candidate> candidates;  // everybody the number may belong to, the shown one included
    std::vector<db::Candidate> similar;     // only while nobody has exactly this number
    std::vector<db::PastCall> calls;
    std::vector<db::RecordingOfCall> recordings;  // of those calls
    bool may_write = true;                        // there are forms
    bool may_edit_customer = false, may_edit_contact = false;
};

// The forms are filled separately (person_form.h): they may come back with what was typed.
void fill_pop(web::Model& model, const Pop& pop, bool contacts_enabled, runtime::TimePoint now,
              i18n::Language language);

// Why these people: the number without its prefix, where they were looked for, whom it found.
void fill_pop_trace(web::Model& model, const Pop& pop, crm::DetailLevel level);

}  // namespace pages
