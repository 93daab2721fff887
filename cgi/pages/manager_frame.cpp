// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/manager_frame.h"

#include "cgi/pages/appearance.h"
#include "cgi/pages/frame.h"
#include "cgi/web/urls.h"

#include <algorithm>
#include <array>

namespace pages {

namespace {

using i18n::message;

struct MenuEntry {
    std::string_view path;
    const char* icon;
    i18n::Message word;
};

// In the manual's order.
constexpr std::array menu{
    MenuEntry{"/import", "fa-upload", message("Import")},
    MenuEntry{"/statistics", "fa-bar-chart", message("Statistics")},
    MenuEntry{"/reports", "fa-line-chart", message("Reports")},
    MenuEntry{"/accounts", "fa-user", message("Accounts")},
    MenuEntry{"/groups", "fa-users", message("Groups")},
    MenuEntry{"/types", "fa-id-badge", message("Account types")},
    MenuEntry{"/customers", "fa-building-o", message("Customers")},
    MenuEntry{"/contacts", "fa-address-book-o", message("Contacts")},
    MenuEntry{"/notes", "fa-sticky-note-o", message("Notes")},
    MenuEntry{"/dialer", "fa-rocket", message("Predictive dialer")},
    MenuEntry{"/system", "fa-heartbeat", message("System status")},
    MenuEntry{"/surveys", "fa-check-square-o", message("Surveys")},
    MenuEntry{"/diallist", "fa-list-ol", message("Dial list")},
    MenuEntry{"/dialedlist", "fa-history", message("Dialed list")},
    MenuEntry{"/campaigns", "fa-bullhorn", message("Campaigns")},
    MenuEntry{"/dnc", "fa-ban", message("Do-not-call list")},
    MenuEntry{"/cdr", "fa-phone", message("Call records")},
    MenuEntry{"/recordings", "fa-microphone", message("Recordings")},
    MenuEntry{"/speeddial", "fa-bolt", message("Speed dial")},
    MenuEntry{"/pausereasons", "fa-coffee", message("Pause reasons")},
    MenuEntry{"/trunks", "fa-random", message("Trunk information")},
    MenuEntry{"/audit", "fa-eye", message("Audit log")},
    MenuEntry{"/signins", "fa-key", message("Sign-ins")},
    MenuEntry{"/preferences", "fa-cog", message("System settings")},
};

bool may_open(const web::Access& access, const db::Account& account)
{
    return access.allows(account.type) && access.grants(account.rights);
}

}  // namespace

void ManagerFrame::offer(const web::Routes& routes)
{
    for (const auto& entry : menu) {
        const auto* route = web::find_route(routes, web::Method::get, entry.path).route;
        if (route != nullptr) offers_.push_back({entry.path, route->access});
    }
}

web::Model ManagerFrame::model(const web::Request& request, std::string_view current) const
{
    auto model = frame_model(request);
    add_appearance(model, request);
    model.show_if(request.account().may(crm::Page::portal, crm::Right::view), "TO_PORTAL");
    model.set("CURRENT_PATH", current).set_if_any("ORGANISATION", organisation_);
    for (const auto& entry : menu) {
        const auto offer =
            std::find_if(offers_.begin(), offers_.end(), [&](const Offer& o) { return o.path == entry.path; });
        if (offer == offers_.end() || !may_open(offer->access, request.account())) continue;
        auto& row = model.add("MENU_ENTRY");
        row.set("MENU_ADDRESS", manager_address(entry.path)).set("MENU_ICON", entry.icon);
        row.set("MENU_WORD", word(request, entry.word)).show_if(entry.path == current, "MENU_CURRENT");
    }
    return model;
}

web::Response ManagerFrame::show(const web::Request& request, std::string_view page, const web::Model& model,
                                 int status) const
{
    return pages::show(view_, request, page, model, status);
}

std::string ManagerFrame::word(const web::Request& request, i18n::Message message) const
{
    return message.is_empty() ? "" : view_.catalogue(request.language()).translate(message.english());
}

i18n::Message ManagerFrame::menu_word(std::string_view path)
{
    const auto entry = std::find_if(menu.begin(), menu.end(), [&](const MenuEntry& e) { return e.path == path; });
    return entry == menu.end() ? i18n::Message{} : entry->word;
}

std::string_view ManagerFrame::known_path(std::string_view path) const
{
    const auto known = std::find_if(offers_.begin(), offers_.end(), [&](const Offer& o) { return o.path == path; });
    return known == offers_.end() ? "/" : known->path;
}

std::string manager_address(std::string_view path)
{
    return std::string(web::manager_url).append(path);
}

}  // namespace pages
