// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/dialer_page.h"

#include "cgi/pages/page_right.h"
#include "cgi/pages/reason_words.h"
#include "cgi/pages/standstill_words.h"

namespace pages {

namespace {

constexpr std::string_view path = "/dialer";

}  // namespace

web::Response DialerPage::show(const web::Request& request) const
{
    auto page = frame_.model(request, path);
    page.set("LIVE_URL", settings_.live_url).set("POLL_MS", settings_.poll_interval.count() * 1000);
    const bool acts = may(request, path, crm::Right::edit);
    page.show_if(acts, "MAY_ACT").show_if(!acts, "MAY_NOT_ACT");
    page.show_if(may(request, "/campaigns", crm::Right::view), "TO_FORM");
    page.show_if(may(request, "/diallist", crm::Right::view), "TO_LIST");
    add_words(page, request);
    return frame_.show(request, "dialer.html", page);
}

void DialerPage::add_words(web::Model& model, const web::Request& request) const
{
    for (const auto& [why, urgency, sentence] : standstill_words()) {
        auto& row = model.add("WHY");
        row.set("WORD", why).set("URGENCY", to_string(urgency)).set("SENTENCE", frame_.word(request, sentence));
    }
    for (const auto& [flaw, words] : flaw_words())
        model.add("FLAW").set("WORD", flaw).set("SENTENCE", frame_.word(request, words));
    for (const auto& [reason, words] : reason_words)
        model.add("REASON").set("WORD", reason).set("SENTENCE", frame_.word(request, words));
}

}  // namespace pages
