// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/pop_model.h"

#include "cgi/pages/call_list.h"
#include "cgi/web/urls.h"
#include "common/i18n/format.h"

#include <algorithm>

namespace pages {

namespace {

void set_number(web::Model& model, std::string_view name, const std::string& number, const std::string& extension)
{
    if (number.empty()) return;
    auto& row = model.add(std::string(name).append("_ROW"));
    row.set(name, number).set_if_any("EXT", extension);
}

void fill_contact(web::Model& model, const db::Contact& contact)
{
    auto& row = model.add("CONTACT_ROW");
    row.set("CONTACT_ID", contact.id).set("NAME", contact.contact);
    row.set_if_any("POSITION", contact.position);
    row.show_if(contact.gender == "female", "FEMALE").show_if(contact.gender == "male", "MALE");
    set_number(row, "PHONE", contact.phone, contact.ext);
    set_number(row, "PHONE1", contact.phone1, contact.ext1);
    set_number(row, "PHONE2", contact.phone2, contact.ext2);
    set_number(row, "MOBILE", contact.mobile, "");
    set_number(row, "FAX", contact.fax, contact.fax_ext);
    row.set_if_any("EMAIL", contact.email);
}

// "200001 Shanghai, Shanghai, China": what there is of it.
std::string place_of(const db::Customer& customer)
{
    std::string place = customer.zipcode;
    for (const auto* part : {&customer.city, &customer.state, &customer.country}) {
        if (part->empty()) continue;
        if (!place.empty()) place += part == &customer.city ? " " : ", ";
        place += *part;
    }
    return place;
}

void fill_bank(web::Model& row, const db::Customer& customer)
{
    if ((customer.bankname + customer.bankzip + customer.bankaccount + customer.bankaccountname).empty()) return;
    auto& bank = row.add("BANK");
    bank.set_if_any("BANKNAME", customer.bankname).set_if_any("BANKZIP", customer.bankzip);
    bank.set_if_any("BANKACCOUNT", customer.bankaccount).set_if_any("BANKACCOUNTNAME", customer.bankaccountname);
}

// The main contact is named unless it is the one who is shown beside it.
void fill_customer(web::Model& model, const db::Customer& customer, const std::string& shown_contact)
{
    auto& row = model.add("CUSTOMER_ROW");
    row.set("CUSTOMER_ID", customer.id).set("NAME", customer.customer);
    row.set_if_any("CATEGORY", customer.category);
    set_number(row, "PHONE", customer.phone, customer.phone_ext);
    set_number(row, "MOBILE", customer.mobile, "");
    set_number(row, "FAX", customer.fax, customer.fax_ext);
    row.set_if_any("EMAIL", customer.email).set_if_any("WEBSITE", customer.website);
    row.set_if_any("ADDRESS", customer.address).set_if_any("PLACE", place_of(customer));
    fill_bank(row, customer);
    if (customer.contact != shown_contact) row.set_if_any("MAIN_CONTACT", customer.contact);
}

void fill_notes(web::Model& model, const std::vector<db::Note>& notes, runtime::TimePoint now, i18n::Language language)
{
    for (const auto& note : notes) {
        auto& row = model.add("NOTE");
        row.set("TEXT", note.note).set("PRIORITY", note.priority);
        row.set("AUTHOR", note.creby).set("WHEN", i18n::format_recent(note.when, now, language));
        row.add(note.attitude < 0 ? "ATTITUDE_BAD" : "ATTITUDE_" + std::to_string(note.attitude));
        row.show_if(note.priority >= 8, "URGENT");
    }
    model.show_if(notes.empty(), "NO_NOTES");
}

void offer_editing(web::Model& model, std::string_view name, std::string_view page, unsigned id)
{
    const auto address = std::string(web::manager_url).append(page).append("/edit?id=") + std::to_string(id);
    model.set_if_any(name, address);
}

void fill_person(web::Model& row, const Person& person, runtime::TimePoint now, i18n::Language language)
{
    row.set("WHO", person.name());
    row.set("CUSTOMERID", person.customer ? person.customer->id : 0)
        .set("CONTACTID", person.contact ? person.contact->id : 0);
    if (person.contact) fill_contact(row, *person.contact);
    if (person.customer) fill_customer(row, *person.customer, person.contact ? person.contact->contact : "");
    for (const auto& colleague : person.colleagues) {
        auto& other = row.add("COLLEAGUE");
        other.set("CONTACT_ID", colleague.id).set("NAME", colleague.contact).set_if_any("POSITION", colleague.position);
    }
    row.show_if(!person.colleagues.empty(), "HAS_COLLEAGUES");
    fill_notes(row, person.notes, now, language);
}

bool is_shown(const db::Candidate& candidate, const std::optional<Person>& person)
{
    if (!person) return false;
    if (candidate.contactid != 0) return person->contact && person->contact->id == candidate.contactid;
    return !person->contact && person->customer && person->customer->id == candidate.customerid;
}

void fill_candidates(web::Model& model, const char* section, const std::vector<db::Candidate>& candidates,
                     const std::optional<Person>& shown)
{
    for (const auto& candidate : candidates) {
        auto& row = model.add(section);
        row.set("CONTACTID", candidate.contactid).set("CUSTOMERID", candidate.customerid);
        row.set("NAME", candidate.contactid != 0 ? candidate.contact : candidate.customer);
        if (candidate.contactid != 0) row.set_if_any("CUSTOMER", candidate.customer);
        row.set("CUSTOMER_NAME", candidate.customer).set("NUMBER", candidate.number);
        row.show_if(is_shown(candidate, shown), "SHOWN");
    }
    model.show_if(!candidates.empty(), std::string("HAS_") + section);
}

}  // namespace

void fill_pop(web::Model& model, const Pop& pop, bool contacts_enabled, runtime::TimePoint now, i18n::Language language)
{
    model.set("LEG", pop.call.leg)
        .set("NUMBER", pop.call.number)
        .set("DID", pop.call.did)
        .set("CHANNEL", pop.call.channel);
    model.set_if_any("DID_SHOWN", pop.call.did);
    if (pop.line) {
        auto& line = model.add("LINE");
        line.set("LINE_NAME", pop.line->name).set_if_any("LINE_NOTE", pop.line->note);
        model.set("LINE_WORD", pop.line->name);
    }
    model.set("WHO_WORD", pop.person ? pop.person->name() : "");
    if (pop.person) {
        auto& person = model.add("PERSON");
        person.show_if(pop.may_write, "MAY_WRITE");
        if (pop.may_edit_customer) offer_editing(person, "EDIT_CUSTOMER", "/customers", pop.person->customer->id);
        if (pop.may_edit_contact) offer_editing(person, "EDIT_CONTACT", "/contacts", pop.person->contact->id);
        fill_person(person, *pop.person, now, language);
    } else {
        auto& unknown = model.add("UNKNOWN").show_if(!pop.may_write, "LOOK_ONLY");
        if (pop.may_write) unknown.add("MAY_WRITE").show_if(contacts_enabled, "WITH_CONTACT");
    }
    if (pop.candidates.size() > 1) fill_candidates(model, "CANDIDATE", pop.candidates, pop.person);
    fill_candidates(model, "SIMILAR", pop.similar, pop.person);
    if (!pop.call.number.empty()) add_calls(model.add("CALLS"), pop.calls, pop.recordings, now, language);
}

void fill_pop_trace(web::Model& model, const Pop& pop, crm::DetailLevel level)
{
    const auto typed = crm::clean_number(pop.call.number);
    model.set("CLEANED", typed).set("LOOKED_FOR", pop.plan.number);
    model.show_if(typed != pop.plan.number, "TRIMMED").show_if(pop.plan.empty(), "NO_NUMBER");
    model.add(level == crm::DetailLevel::all ? "AMONG_ALL" : "AMONG_GROUP");
    const auto add = [&](const char* section, const std::vector<db::Candidate>& people) {
        for (const auto& person : people) {
            auto& row = model.add(section).set("NAME", person.contactid != 0 ? person.contact : person.customer);
            row.set("NUMBER", person.number);
            if (person.contactid != 0) row.set_if_any("CUSTOMER", person.customer);
        }
    };
    add("FOUND", pop.candidates);
    add("SIMILAR", pop.similar);
    model.show_if(pop.candidates.empty() && pop.similar.empty() && !pop.plan.empty(), "NOBODY");
    if (pop.line) model.set_if_any("LINE_NAME", pop.line->name);
    model.show_if(!pop.line, "NO_LINE");
}

}  // namespace pages
