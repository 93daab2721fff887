// SPDX-License-Identifier: GPL-3.0-or-later
// The screen pop: who calls, on which line, what is known about them; or the form to note it; and what the group's
// surveys ask. A fragment of the portal, also for a person opened from a list and for a number that was looked up.
#pragma once

#include "cgi/pages/person_saver.h"
#include "cgi/pages/pop_model.h"
#include "cgi/pages/survey_desk.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"

namespace pages {

class PopPage {
public:
    PopPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings);

    [[nodiscard]] web::Response show(const web::Request& request);
    // "Test my pop": how a number would be looked for, who is found, which line and which other CRM's page.
    [[nodiscard]] web::Response explain(const web::Request& request);
    [[nodiscard]] web::Response save_person(const web::Request& request);
    [[nodiscard]] web::Response save_note(const web::Request& request);
    // The answers alone; the note stays as it was typed.
    [[nodiscard]] web::Response save_answers(const web::Request& request);

private:
    struct Pick {
        unsigned contactid = 0;
        unsigned customerid = 0;
    };

    [[nodiscard]] Pop find(const web::Request& request);
    [[nodiscard]] crm::Scope caller_scope(const web::Request& request) const;
    [[nodiscard]] std::optional<Person> load(const crm::Scope& scope, Pick pick);
    // The person a request names: in the visitor's own rows, or one whom the call's number found.
    [[nodiscard]] std::optional<Person> pick_person(const web::Request& request, const Pop& pop, Pick pick);
    static void allow_editing(const web::Request& request, Pop& pop);
    enum class NoteField { empty, as_typed };
    [[nodiscard]] web::Response render(const web::Request& request, const Pop& pop, const char* notice = "",
                                       NoteField note = NoteField::empty);
    // The forms as they were sent, with what is wrong with them.
    [[nodiscard]] web::Response render_typed(const web::Request& request, const Pop& pop, const FieldProblems& problems,
                                             const std::vector<SurveySheet>& sheets, const SheetForm& answers,
                                             int status);
    // For a person who is known: the answers, with the note or without.
    [[nodiscard]] web::Response save_for(const web::Request& request, bool with_note);
    [[nodiscard]] SavedPerson store_person(const web::Request& request, const PersonForm& form,
                                           const std::vector<SurveySheet>& sheets, const SheetForm& answers);

    db::LazyConnection& db_;
    const web::View& view_;
    const web::Settings& settings_;
    db::PeopleGateway people_;
    db::LineGateway lines_;
    db::PortalGateway calls_;
    db::PlaybackGateway recordings_;
    PersonSaver saver_;
    SurveyDesk surveys_;
};

}  // namespace pages
