// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/portal_page.h"

#include "cgi/pages/appearance.h"
#include "cgi/pages/call_list.h"
#include "cgi/pages/external_crm.h"
#include "cgi/pages/frame.h"
#include "cgi/pages/own_day.h"
#include "cgi/web/urls.h"
#include "common/i18n/format.h"

namespace pages {

namespace {

constexpr std::size_t most_recent_calls = 10;

// Whose calls the visitor may listen to: "all", a group's number, or nobody's.
std::string listens_to(const web::Request& request)
{
    if (request.account().type == crm::UserType::agent) return {};
    return request.scope().is_everything() ? "all" : std::to_string(request.scope().group());
}

}  // namespace

PortalPage::PortalPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
    : view_(view),
      settings_(settings),
      appearance_(db),
      hot_keys_(db),
      people_(db),
      calls_(db),
      recordings_(db),
      dials_(db),
      reports_(db)
{
}

web::Response PortalPage::show(const web::Request& request)
{
    auto model = frame_model(request);
    add_appearance(model, request);
    const bool is_manager = request.account().type != crm::UserType::agent;
    model.add(is_manager ? "MANAGER" : "AGENT");
    model.set_if_any("ORGANISATION", settings_.organisation);
    model.set("LIVE_URL", settings_.live_url).set("POLL_MS", settings_.poll_interval.count() * 1000);
    model.set("POP_IN", settings_.pop_up_when_dial_in ? "1" : "0")
        .set("POP_OUT", settings_.pop_up_when_dial_out ? "1" : "0");
    const bool may_write = request.account().may(crm::Page::portal, crm::Right::edit);
    model.set("MAY_WRITE", may_write ? "1" : "0").show_if(may_write, "MAY_CALL_BACK");
    model.set("OWN_EXTENSION", request.account().extension);
    model.set("TIME_ZONE", settings_.time_zone).set("LISTENS", listens_to(request));
    model.set("POP_LONGER_THAN", settings_.phone_number_length);
    model.set("HOT_KEYS", hot_keys_.find(request.account().id));
    model.set("POP_MAXIMIZES", settings_.maximize_on_pop ? "1" : "0");
    const auto elsewhere = add_external_crm(model, settings_.external_crm);
    fill_own_day(model, request, reports_);
    fill_recent(model, request);
    fill_dial(model, request);
    fill_own(model, request);
    auto response = pages::show(view_, request, "portal.html", model);
    response.elsewhere = elsewhere;
    return response;
}

void PortalPage::fill_recent(web::Model& model, const web::Request& request)
{
    const auto calls = calls_.recent_calls(request.account(), most_recent_calls);
    add_calls(model, calls, recordings_of(recordings_, request.account(), calls), request.now, request.language());
}

void PortalPage::fill_dial(web::Model& model, const web::Request& request)
{
    for (const auto& dial : dials_.speed_dials(request.scope()))
        model.add("SPEED_DIAL").set("NUMBER", dial.number).set("DESCRIPTION", dial.description);
}

void PortalPage::fill_own(web::Model& model, const web::Request& request)
{
    const auto& username = request.account().username;
    const bool notes = settings_.portal_list == web::PortalList::notes;
    const auto entries = notes ? people_.notes_of_author(username) : people_.customers_of(username);
    for (const auto& entry : entries) {
        auto& row = model.add("OWN");
        row.set("CUSTOMERID", entry.customerid).set("CONTACTID", entry.contactid);
        row.set("NAME", entry.customer.empty() ? entry.contact : entry.customer);
        row.set_if_any("CATEGORY", entry.category);
        if (!entry.customer.empty()) row.set_if_any("CONTACT", entry.contact);
        row.set("WHEN", i18n::format_recent(entry.when, request.now, request.language()));
        if (!entry.note) continue;
        auto& note = row.add("OWN_NOTE");
        note.set("TEXT", entry.note->note).set("PRIORITY", entry.note->priority);
        note.add(entry.note->attitude < 0 ? "ATTITUDE_BAD" : "ATTITUDE_" + std::to_string(entry.note->attitude));
    }
    model.show_if(entries.empty(), "OWN_EMPTY").show_if(notes, "OWN_NOTES").show_if(!notes, "OWN_CUSTOMERS");
}

web::Response PortalPage::recent_calls(const web::Request& request)
{
    auto model = frame_model(request);
    fill_recent(model, request);
    return pages::show(view_, request, "recent_calls.html", model);
}

web::Response PortalPage::own_day(const web::Request& request)
{
    auto model = frame_model(request);
    fill_own_day(model, request, reports_);
    return pages::show(view_, request, "own_day.html", model);
}

web::Response PortalPage::own_list(const web::Request& request)
{
    auto model = frame_model(request);
    fill_own(model, request);
    return pages::show(view_, request, "own_list.html", model);
}

web::Response PortalPage::set_preferences(const web::Request& request)
{
    return appearance_.choose(request, web::portal_url);
}

}  // namespace pages
