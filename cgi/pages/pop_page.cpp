// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/pop_page.h"

#include "cgi/pages/call_list.h"
#include "cgi/pages/external_crm.h"
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

db::SurveyPerson asked_person(const Person& person)
{
    if (person.contact) return {person.contact->customerid, person.contact->id};
    return {person.customer ? person.customer->id : 0, 0};
}

NoteOwner owner_of_note(const Person& person)
{
    const auto& [contact, customer, colleagues, notes] = person;
    return {customer ? customer->id : 0, contact ? contact->id : 0, customer ? customer->groupid : contact->groupid};
}

}  // namespace

PopPage::PopPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
    : db_(db),
      view_(view),
      settings_(settings),
      people_(db),
      lines_(db),
      calls_(db),
      recordings_(db),
      saver_(db, settings.allow_same_data),
      surveys_(db)
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
    pop.may_write = request.account().may(crm::Page::portal, crm::Right::edit);
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
    if (pick.customerid != 0) person.customer = people_.customer(scope, pick.customerid);
    if (!person.customer && !person.contact) return std::nullopt;
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
    allow_editing(request, pop);
    return render(request, pop);
}

web::Response PopPage::explain(const web::Request& request)
{
    const auto pop = find(request);
    auto model = frame_model(request);
    fill_pop_trace(model, pop, settings_.detail_level);
    model.set_if_any("URL", external_url(request, settings_.external_crm));
    return pages::show(view_, request, "pop_trace.html", model);
}

void PopPage::allow_editing(const web::Request& request, Pop& pop)
{
    if (!pop.person) return;
    const auto may = [&](const auto& row, crm::Page page) {
        return row && request.scope().covers(row->groupid) && request.account().may(page, crm::Right::edit);
    };
    pop.may_edit_customer = may(pop.person->customer, crm::Page::customers);
    pop.may_edit_contact = may(pop.person->contact, crm::Page::contacts);
}

web::Response PopPage::render(const web::Request& request, const Pop& pop, const char* notice, NoteField note)
{
    auto model = frame_model(request);
    fill_pop(model, pop, settings_.enable_contact, request.now, request.language());
    if (!pop.person) {
        fill_empty_person_form(model, pop.plan.number);
    } else if (note == NoteField::as_typed) {
        fill_note_form(model, request, {});
    } else {
        fill_empty_note_form(model);
    }
    model.add(pop.person ? "SAVE_ANSWERS" : "SAVE_WITH_PERSON");
    if (pop.may_write)
        fill_sheets(model, surveys_.live(request, pop.person ? asked_person(*pop.person) : db::SurveyPerson{}));
    model.show_if(*notice != '\0', notice);
    return pages::show(view_, request, "pop.html", model);
}

web::Response PopPage::render_typed(const web::Request& request, const Pop& pop, const FieldProblems& problems,
                                    const std::vector<SurveySheet>& sheets, const SheetForm& answers, int status)
{
    auto model = frame_model(request);
    fill_pop(model, pop, settings_.enable_contact, request.now, request.language());
    if (pop.person) {
        fill_note_form(model, request, problems);
    } else {
        fill_person_form(model, request, problems);
    }
    model.add(pop.person ? "SAVE_ANSWERS" : "SAVE_WITH_PERSON");
    fill_typed_sheets(model, sheets, request, answers.problems);
    model.show_if(status == 409, "OVERTAKEN");
    return pages::show(view_, request, "pop.html", model, status);
}

web::Response PopPage::save_person(const web::Request& request)
{
    auto form = read_person_form(request);
    if (!settings_.enable_contact) form.contact = {};
    const auto sheets = surveys_.posted(request, {});
    if (!sheets) return web::not_found();
    const auto answers = read_sheets(request, *sheets);
    auto pop = find(request);
    if (!form.problems.empty() || !answers.problems.empty())
        return render_typed(request, pop, form.problems, *sheets, answers, 422);
    const auto saved = store_person(request, form, *sheets, answers);
    pop = find(request);
    pop.person = load(request.scope(), {saved.contactid, saved.customerid});
    allow_editing(request, pop);
    return render(request, pop, saved.known_customer ? "SAVED_TO_KNOWN" : "SAVED");
}

SavedPerson PopPage::store_person(const web::Request& request, const PersonForm& form,
                                  const std::vector<SurveySheet>& sheets, const SheetForm& answers)
{
    const auto saved_before = [&]() -> std::optional<SavedPerson> {
        const auto person = surveys_.saved_before(answers, request);
        if (!person) return std::nullopt;
        return SavedPerson{person->customerid, person->contactid};
    };
    if (const auto saved = saved_before()) return *saved;
    try {
        db::Transaction transaction{db_.get()};
        const auto saved = saver_.save(form, request);
        const db::SurveyPerson person{saved.customerid, saved.contactid};
        people_.lock(person.customerid, person.contactid);
        surveys_.store(answers, sheets, person, request);
        transaction.commit();
        return saved;
    } catch (const db::DbError& e) {
        // The same form, sent twice at the same time.
        const auto saved = e.duplicate() ? saved_before() : std::nullopt;
        if (!saved) throw;
        return *saved;
    }
}

web::Response PopPage::save_note(const web::Request& request)
{
    return save_for(request, true);
}

web::Response PopPage::save_answers(const web::Request& request)
{
    return save_for(request, false);
}

web::Response PopPage::save_for(const web::Request& request, bool with_note)
{
    auto pop = find(request);
    const Pick pick{request.id("contactid").value_or(0), request.id("customerid").value_or(0)};
    pop.person = pick_person(request, pop, pick);
    if (!pop.person) return web::not_found();
    const auto person = asked_person(*pop.person);

    db::Transaction transaction{db_.get()};
    people_.lock(person.customerid, person.contactid);
    const auto sheets = surveys_.posted(request, person);
    if (!sheets) return web::not_found();
    const auto answers = read_sheets(request, *sheets);
    auto form = with_note ? read_note_form(request) : NoteForm{};
    // A note alone, answers alone, or both.
    const bool has_note = !form.note.note.empty();
    if (!has_note && !answers.changed.empty()) form.problems.erase("note");
    if (!form.problems.empty() || !answers.problems.empty())
        return render_typed(request, pop, form.problems, *sheets, answers, 422);
    if (SurveyDesk::is_overtaken(answers, *sheets)) return render_typed(request, pop, {}, *sheets, answers, 409);
    surveys_.store(answers, *sheets, person, request);
    if (has_note) saver_.save_note(form.note, owner_of_note(*pop.person), request);
    transaction.commit();
    pop.person = pick_person(request, pop, pick);
    allow_editing(request, pop);
    return render(request, pop, "SAVED", with_note ? NoteField::empty : NoteField::as_typed);
}

}  // namespace pages
