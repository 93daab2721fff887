// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/pop_page.h"

#include "cgi/pages/call_list.h"
#include "cgi/pages/frame.h"

#include <algorithm>

namespace pages {

namespace {

constexpr std::size_t most_similar = 8;
constexpr std::size_t most_calls = 8;

PopCall call_of(const web::Request& request)
{
    return {request.param("leg"), request.param("number"), request.param("did"), request.param("channel")};
}

}  // namespace

PopPage::PopPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
    : view_(view),
      settings_(settings),
      people_(db),
      lines_(db),
      calls_(db),
      recordings_(db),
      saver_(db, settings.allow_same_data)
{
}

crm::Scope PopPage::caller_scope(const web::Request& request) const
{
    return crm::caller_scope(settings_.detail_level, request.scope());
}

Pop PopPage::find(const web::Request& request)
{
    Pop pop;
    pop.call = call_of(request);
    pop.plan = crm::plan_match(pop.call.number, settings_.numbers);
    pop.line = lines_.find(pop.call.did, pop.call.channel);
    const auto scope = caller_scope(request);
    if (!pop.plan.empty()) {
        pop.candidates = people_.with_number(scope, pop.plan.exact);
        if (pop.candidates.empty()) pop.similar = people_.with_any_number(scope, pop.plan.similar, most_similar);
        pop.calls = calls_.calls_with(scope, pop.call.number, pop.plan.number, most_calls);
        pop.recordings = recordings_of(recordings_, request.account(), pop.calls);
    }
    return pop;
}

std::optional<Person> PopPage::load(const crm::Scope& scope, Pick pick)
{
    Person person;
    if (pick.contactid != 0) {
        person.contact = people_.contact(scope, pick.contactid);
        if (!person.contact) return std::nullopt;
        pick.customerid = person.contact->customerid;
    }
    if (pick.customerid != 0) {
        person.customer = people_.customer(scope, pick.customerid);
        if (!person.customer && !person.contact) return std::nullopt;
    }
    if (person.customer) {
        person.colleagues = people_.contacts_of(person.customer->id);
        std::erase_if(person.colleagues, [&](const db::Contact& c) { return c.id == pick.contactid; });
    }
    person.notes = people_.notes_of(person.customer ? person.customer->id : 0, pick.contactid);
    return person;
}

std::optional<Person> PopPage::pick_person(const web::Request& request, const Pop& pop, Pick pick)
{
    if (auto own = load(request.scope(), pick)) return own;
    // detail_level = all shows callers of other groups: those the number found, and nobody else.
    const auto is_picked = [&](const db::Candidate& c) {
        return pick.contactid != 0 ? c.contactid == pick.contactid : c.customerid == pick.customerid;
    };
    const bool found = std::any_of(pop.candidates.begin(), pop.candidates.end(), is_picked) ||
                       std::any_of(pop.similar.begin(), pop.similar.end(), is_picked);
    return found ? load(caller_scope(request), pick) : std::nullopt;
}

web::Response PopPage::show(const web::Request& request)
{
    auto pop = find(request);
    const Pick pick{request.id("contactid").value_or(0), request.id("customerid").value_or(0)};
    if (pick.contactid != 0 || pick.customerid != 0) {
        pop.person = pick_person(request, pop, pick);
        if (!pop.person) return web::not_found();
    } else if (!pop.candidates.empty()) {
        const auto& best = pop.candidates.front();
        pop.person = load(caller_scope(request), {best.contactid, best.customerid});
    }
    return render(request, pop);
}

web::Response PopPage::render(const web::Request& request, const Pop& pop, const char* notice)
{
    auto model = frame_model(request);
    fill_pop(model, pop, settings_.enable_contact, request.now, request.language());
    if (pop.person) {
        fill_empty_note_form(model);
    } else {
        fill_empty_person_form(model, pop.plan.number);
    }
    model.show_if(*notice != '\0', notice);
    return pages::show(view_, request, "pop.html", model);
}

web::Response PopPage::save_person(const web::Request& request)
{
    auto form = read_person_form(request);
    if (!settings_.enable_contact) form.contact = {};
    if (!form.problems.empty()) {
        auto model = frame_model(request);
        fill_pop(model, find(request), settings_.enable_contact, request.now, request.language());
        fill_person_form(model, request, form.problems);
        return pages::show(view_, request, "pop.html", model, 422);
    }
    const auto saved = saver_.save(form, request.account(), request.scope(), request.now);
    auto pop = find(request);
    pop.person = load(request.scope(), {saved.contactid, saved.customerid});
    return render(request, pop, saved.known_customer ? "SAVED_TO_KNOWN" : "SAVED");
}

web::Response PopPage::save_note(const web::Request& request)
{
    auto pop = find(request);
    const Pick pick{request.id("contactid").value_or(0), request.id("customerid").value_or(0)};
    pop.person = pick_person(request, pop, pick);
    if (!pop.person) return web::not_found();

    auto form = read_note_form(request);
    if (!form.problems.empty()) {
        auto model = frame_model(request);
        fill_pop(model, pop, settings_.enable_contact, request.now, request.language());
        fill_note_form(model, request, form.problems);
        return pages::show(view_, request, "pop.html", model, 422);
    }
    form.note.when = request.now;
    form.note.creby = request.account().username;
    const auto& [contact, customer, colleagues, notes] = *pop.person;
    people_.add_note(form.note, customer ? customer->id : 0, contact ? contact->id : 0,
                     customer ? customer->groupid : contact->groupid);
    pop.person->notes = people_.notes_of(customer ? customer->id : 0, contact ? contact->id : 0);
    return render(request, pop, "SAVED");
}

}  // namespace pages
