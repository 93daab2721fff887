// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/customer_page.h"

#include "cgi/pages/call_list.h"
#include "cgi/pages/customer_map.h"
#include "cgi/pages/page_right.h"
#include "cgi/pages/query_text.h"
#include "cgi/web/urls.h"
#include "common/crm/phone_number.h"
#include "common/i18n/format.h"

namespace pages {

namespace {

constexpr std::size_t most_calls = 20;

std::string with_extension(const std::string& number, const std::string& extension)
{
    return extension.empty() || number.empty() ? number : number + " - " + extension;
}

// What leads to forms, and the parts that are pages of their own.
void fill_offers(web::Model& model, const web::Request& request, const std::string& id)
{
    using crm::Right;
    if (may(request, "/customers", Right::edit))
        model.add("MAY_EDIT").set("EDIT_ADDRESS", manager_address("/customers/edit?id=") + id);
    if (may(request, "/contacts", Right::view)) {
        auto& contacts = model.add("CONTACTS");
        if (may(request, "/contacts", Right::edit))
            contacts.add("MAY_ADD_CONTACT").set("NEW_CONTACT_ADDRESS", manager_address("/contacts/new?customer=") + id);
    }
    if (may(request, "/notes", Right::view)) {
        auto& notes = model.add("NOTES");
        if (may(request, "/notes", Right::edit))
            notes.add("MAY_ADD_NOTE").set("NEW_NOTE_ADDRESS", manager_address("/notes/new?customer=") + id);
    }
    model.show_if(may(request, "/cdr", Right::view), "CALLS");
}

void fill_fields(web::Model& model, const db::Customer& customer)
{
    const auto id = std::to_string(customer.id);
    model.set("NAME", customer.customer);
    model.set_if_any("CATEGORY", customer.category).set_if_any("MAIN_CONTACT", customer.contact);
    model.set_if_any("PHONE", with_extension(customer.phone, customer.phone_ext)).set_if_any("MOBILE", customer.mobile);
    model.set_if_any("FAX", with_extension(customer.fax, customer.fax_ext)).set_if_any("EMAIL", customer.email);
    model.set_if_any("WEBSITE", customer.website);
    model.set_if_any("BANKNAME", customer.bankname).set_if_any("BANKZIP", customer.bankzip);
    model.set_if_any("BANKACCOUNT", customer.bankaccount).set_if_any("BANKACCOUNTNAME", customer.bankaccountname);
    model.set_if_any("CREATED_BY", customer.creby);
}

std::string shown_time(const std::optional<runtime::TimePoint>& time, i18n::Language language)
{
    return time ? i18n::format_date_time(*time, language) : "";
}

}  // namespace

web::Response CustomerPage::show(const web::Request& request)
{
    const auto id = request.id("id");
    const auto customer = id ? people_.customer(request.scope(), *id) : std::nullopt;
    if (!customer) return web::not_found();
    auto model = frame_.model(request, "/customers");
    fill_fields(model, *customer);
    fill_offers(model, request, std::to_string(*id));
    const auto elsewhere = add_map(model, *customer, map_);
    for (const auto& contact : people_.contacts_of(*id)) {
        if (!request.scope().covers(contact.groupid)) continue;
        auto& row = model.add("CONTACT");
        row.set("CONTACT_ADDRESS", manager_address("/contacts/edit?id=") + std::to_string(contact.id));
        row.set("CONTACT_NAME", contact.contact);
        row.set_if_any("POSITION", contact.position);
        row.set_if_any("CONTACT_PHONE",
                       contact.phone.empty() ? contact.mobile : with_extension(contact.phone, contact.ext));
    }
    model.show_if(!model.shows("CONTACT"), "NO_CONTACTS");
    for (const auto& note : people_.notes_of(*id, 0)) {
        auto& row = model.add("NOTE");
        row.set("TEXT", note.note).set("PRIORITY", note.priority).set("AUTHOR", note.creby);
        row.set("WHEN", i18n::format_date_time(note.when, request.language())).show_if(note.priority >= 8, "URGENT");
        row.add(note.attitude < 0 ? "ATTITUDE_BAD" : "ATTITUDE_" + std::to_string(note.attitude));
    }
    model.show_if(!model.shows("NOTE"), "NO_NOTES");
    fill_calls(model, request, *customer);
    fill_related(model, request, *id);
    auto response = frame_.show(request, "customer.html", model);
    response.elsewhere = elsewhere;
    return response;
}

void CustomerPage::fill_calls(web::Model& model, const web::Request& request, const db::Customer& customer)
{
    const auto& number = customer.phone.empty() ? customer.mobile : customer.phone;
    std::vector<db::PastCall> calls;
    if (const auto digits = crm::digits_of(number); !digits.empty())
        calls = calls_.calls_with(request.scope(), number, digits, most_calls);
    add_calls(model, calls, recordings_of(recordings_, request.account(), calls), request.now, request.language());
}

void CustomerPage::fill_related(web::Model& model, const web::Request& request, unsigned customer)
{
    const auto language = request.language();
    for (const auto& recording : related_.recordings(request.scope(), customer)) {
        auto& row = model.add("RECORDING");
        row.set("WHEN", shown_time(recording.when, language)).set("EXTENSION", recording.extension);
        row.set("CALLERID", recording.callerid).set("LENGTH", i18n::format_duration(recording.duration));
        const auto id = std::to_string(recording.id);
        row.set("PLAY_ADDRESS", web::play_url + id);
        if (may(request, "/recordings", crm::Right::download))
            row.add("DOWNLOAD").set("DOWNLOAD_ADDRESS", web::download_url + id);
    }
    for (const auto& dialing : related_.dialings(request.scope(), customer)) {
        auto& row = model.add("DIALING");
        row.set("NUMBER", dialing.number).set("ASSIGN", dialing.assign).set("CAMPAIGN", dialing.campaign);
        row.set("WHEN", shown_time(dialing.when, language));
    }
    for (const auto& answer : related_.answers(request.scope(), customer)) {
        auto& row = model.add("ANSWER");
        row.set("SURVEY", answer.survey).set("QUESTION", answer.option).set("REPLY", answer.item);
        row.set("WHEN", shown_time(answer.when, language)).set("AUTHOR", answer.creby);
    }
    model.set("ANSWERS_ADDRESS",
              manager_address("/surveyresults?f1=customerid&c1=equal&v1=") + std::to_string(customer));
    for (const auto& [section, page] :
         {std::pair{"RECORDING", "/recordings"}, {"DIALING", "/diallist"}, {"ANSWER", "/statistics"}}) {
        const bool is_shown = model.shows(section) && may(request, page, crm::Right::view);
        model.show_if(is_shown, std::string("HAS_") + section);
    }
}

}  // namespace pages
